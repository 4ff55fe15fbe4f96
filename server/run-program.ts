import { type SpawnSyncOptions, spawnSync } from 'node:child_process';

/** What a program may print: git lists every file of a repository. */
const MOST_OUTPUT = 256 * 1024 * 1024;

/** Runs a program to its end: what it printed, or null where it did not end by itself. */
export function runProgram(
	program: string,
	args: readonly string[],
	cwd: string,
	more: Pick<SpawnSyncOptions, 'env' | 'timeout' | 'stdio'> = {},
) {
	const ran = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: MOST_OUTPUT, ...more });
	return ran.status === null ? null : { status: ran.status, output: ran.stdout };
}

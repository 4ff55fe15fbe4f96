import { spawnSync } from 'node:child_process';
import type { Run } from '#server/files/git-tree.ts';

/** Runs a program to its end, as main.ts does. */
export const runProgram: Run = (program, args, folder) => {
	const ran = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
	return ran.status === null ? null : { status: ran.status, output: ran.stdout };
};

/** Runs a Node program to its end: how long it took by the clock and by the processors, and its memory. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Measured {
	/** Milliseconds. */
	readonly took: number;
	/** Milliseconds of all threads together. */
	readonly worked: number;
	/** Mebibytes, the most at any time. */
	readonly memory: number;
	readonly stdout: string;
}

const PROBE = join(import.meta.dirname, 'probe.mjs');

/** Throws when the program ends with anything but 0. */
export function measure(
	args: readonly string[],
	folder: string,
	env: Readonly<Record<string, string>> = {},
): Measured {
	const notes = join(tmpdir(), `lintel-bench-${process.pid}.json`);
	const start = performance.now();
	const ran = spawnSync(process.execPath, ['--import', PROBE, ...args], {
		cwd: folder,
		encoding: 'utf8',
		maxBuffer: 1024 ** 3,
		// Under npm, `INIT_CWD` says where the person stands, and that is not this folder.
		env: {
			...process.env,
			INIT_CWD: '',
			CI: '',
			LINTEL_ROOT: '',
			...env,
			LINTEL_BENCH_NOTES: notes,
		},
	});
	const took = performance.now() - start;
	if (ran.status !== 0) throw new Error(ran.stderr || ran.stdout.slice(0, 2_000));
	const { worked, memory } = JSON.parse(readFileSync(notes, 'utf8'));
	rmSync(notes);
	return { took, worked, memory, stdout: ran.stdout };
}

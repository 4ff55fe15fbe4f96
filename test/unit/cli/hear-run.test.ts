import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { hearRun } from '#server/cli/hear-run.ts';

/** Time passes when `wait` says so. */
function listening(json = false) {
	const said: string[] = [];
	const due = new Map<number, () => void>();
	const after = (ms: number, then: () => void) => {
		due.set(ms, then);
		return () => due.delete(ms);
	};
	const stdout = new Writable({
		write(chunk, _, done) {
			said.push(`out: ${chunk}`);
			done();
		},
	});
	const hearing = hearRun({ stdout, timer: { after }, warn: (line) => said.push(line) }, json);
	const wait = (ms: number) => {
		for (const [at, then] of due) if (at <= ms) then();
	};
	return { ...hearing, said, wait };
}

describe('while tests are run', () => {
	test('[VE18] that they run is said where they print nothing for a second', () => {
		const { said, wait } = listening();
		wait(999);
		expect(said).toEqual([]);
		wait(1_000);
		expect(said).toEqual(['The tests are running. Ctrl-C ends them, and attests to nothing.']);
	});

	test('[VE18] what they print is enough', () => {
		const { said, onOutput, wait } = listening();
		onOutput('1 passed');
		wait(1_000);
		expect(said).toEqual(['out: 1 passed']);
	});

	test('[VE18] whoever reads JSON finds nothing else on standard output', () => {
		const { said, onOutput } = listening(true);
		onOutput('1 passed');
		expect(said).toEqual(['1 passed']);
	});

	test('[VE18] nothing is said of a run that ended', () => {
		const { said, end, wait } = listening();
		end();
		wait(1_000);
		expect(said).toEqual([]);
	});
});

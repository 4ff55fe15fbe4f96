import { describe, expect, test } from 'vitest';
import { runSum, testsWords, verifyCommand } from '#client/features/evidence/run-words.ts';
import { runAround } from '#machines/history/test-run.ts';
import { createRuns } from '#test/fixtures/attested.ts';

describe('a test run in words', () => {
	test('[EW3] numbers say what passed, failed and was left out; older runs have none', () => {
		const green = { result: 'green' } as const;
		const red = { result: 'red' } as const;
		expect(testsWords({ ...green, tests: { passed: 1, failed: 0, skipped: 0 } })).toBe(
			'1 test passed',
		);
		expect(testsWords({ ...red, tests: { passed: 2, failed: 1, skipped: 3 } })).toBe(
			'2 of 6 tests passed, 1 failed, 3 skipped',
		);
		expect(testsWords({ ...red, tests: undefined })).toBe('Its tests failed');
	});

	test('[EW3] a path is one word of the command, whatever it holds', () => {
		expect(verifyCommand('src/a-b/c.ts', false)).toBe('lintel verify src/a-b/c.ts');
		expect(verifyCommand("src/it's; rm $x.ts", true)).toBe(
			"lintel verify --replay 'src/it'\\''s; rm $x.ts'",
		);
		expect(verifyCommand('--report', false)).toBe('lintel verify ./--report');
		expect(verifyCommand('- x', false)).toBe("lintel verify ./'- x'");
	});

	test('[EW4] a run is what one key signed at one moment', () => {
		const { world, run } = createRuns();
		const at = '2026-11-22T10:00:00.000Z';
		const first = run('green', {}, { design: 'cp_0000000001' }, { at });
		const second = run('red', {}, { design: 'cp_0000000002' }, { at });
		run('green', {}, {}, { at: '2026-11-22T10:00:01.000Z' });
		run('green', {}, {}, { at }, 'ci');
		const together = runAround(world.ledger, second.event);
		expect(together.map(({ id }) => id)).toEqual([first.id, second.id]);
		expect(runSum(together)).toBe('2 designs: 1 passed, 1 failed');
		expect(runAround(world.ledger, world.add('ben', 'author').event)).toEqual([]);
	});
});

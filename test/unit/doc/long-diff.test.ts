import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyChanges, changesBetween } from '#shared/doc/text-diff.ts';

const LINES = Array.from({ length: 50_000 }, (_, n) => `line ${(n * 7_919) % 50_021} says\n`);

test.each([
	['shuffled', LINES.toSorted()],
	['reversed', LINES.toReversed()],
	['rewritten', LINES.map((line, n) => (n % 2 === 0 ? line : `no ${line}`))],
	['of few words', LINES.map((_, n) => (((n * 48_271) % 2_147_483_647) % 3 === 0 ? 'a\n' : 'b\n'))],
])('[DC13] fifty thousand lines %s are compared in bounded work', (_, lines) => {
	const [before, after] = [LINES.join(''), lines.join('')];
	expect(applyChanges(before, changesBetween(before, after))).toBe(after);
});

test('[DC13] few changes in a long text stay few', () => {
	const before = LINES.join('');
	const after = before
		.replace('line 5 says', 'line five says')
		.replace('line 40000 says\n', '')
		.replace('line 123 says\n', 'line 123 says\nand more\n');
	const changes = changesBetween(before, after);
	expect(applyChanges(before, changes)).toBe(after);
	expect(changes.length).toBeLessThanOrEqual(4);
	expect(changes.reduce((sum, { insert }) => sum + insert.length, 0)).toBeLessThan(20);
});

test('[DC13] long texts become each other, whatever changed', () => {
	const line = fc.constantFrom('a', 'b', 'c', ...Array.from({ length: 40 }, (_, n) => `l${n}`));
	const text = fc.array(line, { minLength: 900, maxLength: 2_500, size: 'max' });
	fc.assert(
		fc.property(text, text, fc.nat(900), (one, other, keep) => {
			const before = one.join('\n');
			const after = [...one.slice(0, keep), ...other, ...one.slice(keep)].join('\n');
			expect(applyChanges(before, changesBetween(before, after))).toBe(after);
			expect(applyChanges(after, changesBetween(after, before))).toBe(before);
		}),
		{ numRuns: 20 },
	);
});

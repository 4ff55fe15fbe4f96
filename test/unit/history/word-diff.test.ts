import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDiff } from '#client/features/history/word-diff.ts';

test('[HI11] a diff holds both texts whole, in whole words', () => {
	expect(wordDiff('I sign in now.', 'I sign out now.')).toEqual([
		{ kind: 'same', text: 'I sign ' },
		{ kind: 'removed', text: 'in' },
		{ kind: 'added', text: 'out' },
		{ kind: 'same', text: ' now.' },
	]);
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
			const pieces = wordDiff(a, b);
			const without = (kind: string) =>
				pieces.flatMap((piece) => (piece.kind === kind ? [] : piece.text)).join('');
			expect(without('added')).toBe(a);
			expect(without('removed')).toBe(b);
		}),
	);
});

test('[HI11] texts too long for words are compared by line', () => {
	const lines = Array.from({ length: 4_000 }, (_, n) => `line ${n} with some words\n`);
	const pieces = wordDiff(lines.join(''), lines.with(2_000, 'another\n').join(''));
	expect(pieces.find(({ kind }) => kind === 'added')).toEqual({ kind: 'added', text: 'another\n' });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeOfWords } from '#client/features/review/place-of-words.ts';

const TEXT = 'A session ends **by itself** after\nfifteen minutes.\n\n- One book\n- One *book*\n';

function found(words: string, within?: { from: number; to: number }): string | null {
	const place = placeOfWords(TEXT, words, within);
	return place && TEXT.slice(place.from, place.to);
}

test('[RW9] words are found through the marks and line breaks of Markdown', () => {
	expect(found('ends by itself after fifteen')).toBe('ends **by itself** after\nfifteen');
	expect(found('\n minutes. ')).toBe('minutes');
});

test('[RW9] words that stand nowhere, twice, or are none have no place, but in one of two blocks', () => {
	for (const words of ['sixteen', 'One book', '', '…']) expect(found(words)).toBeNull();
	const from = TEXT.lastIndexOf('- One');
	expect(found('One book', { from, to: TEXT.length })).toBe('One *book');
});

test('[RW9] whatever is found holds the letters that were looked for', () => {
	const words = fc.string({ unit: fc.constantFrom('a', 'é', '𝔸', '*', ' ', '\n', '7') });
	const letters = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.join('') ?? '';
	fc.assert(
		fc.property(words, words, words, (before, middle, after) => {
			const text = `${before}z${middle}z${after}`;
			const place = placeOfWords(text, `z${letters(middle)}z`);
			expect(place && letters(text.slice(place.from, place.to))).toBe(`z${letters(middle)}z`);
		}),
	);
});

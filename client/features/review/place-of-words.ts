import type { Place } from '#shared/doc/passage.ts';

const LETTER = /[\p{L}\p{N}]/gu;

/**
 * Where words stand in a text, if they stand there once; null otherwise. Letters and digits decide,
 * for the marks and line breaks of Markdown are not what a reader selects.
 */
export function placeOfWords(
	text: string,
	words: string,
	within: Place = { from: 0, to: text.length },
): Place | null {
	const wanted = lettersIn(words).letters;
	const { letters, at } = lettersIn(text.slice(within.from, within.to));
	const found = wanted === '' ? -1 : letters.indexOf(wanted);
	if (found === -1 || letters.includes(wanted, found + 1)) return null;
	const first = at[found] ?? 0;
	const last = at[found + wanted.length - 1] ?? 0;
	return { from: within.from + first, to: within.from + last + 1 };
}

/** A text's letters and digits, and where each of their code units stands in it. */
function lettersIn(text: string): { readonly letters: string; readonly at: readonly number[] } {
	const at: number[] = [];
	let letters = '';
	for (const { 0: letter, index } of text.matchAll(LETTER)) {
		letters += letter;
		for (let unit = 0; unit < letter.length; unit++) at.push(index + unit);
	}
	return { letters, at };
}

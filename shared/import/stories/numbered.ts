import { titlePrefix } from '#shared/markdown/labels.ts';

export interface Numbered {
	/** What a team calls it: `US-12`, `A.1`, `3`; null when nothing numbers it. */
	readonly number: string | null;
	readonly words: string;
}

/** Words without the number before them. */
export function numbered(words: string): Numbered {
	const plain = words.replace(/^[*_]{1,3}(?=\S)/, '');
	const length = titlePrefix(plain);
	if (length === 0) return { number: null, words };
	const rest = plain.slice(length);
	// `**US-1:** As a …`: the emphasis ends with the number.
	const unstarred = words === plain ? rest : rest.replace(/^[*_]{1,3}[ \t]*/, '');
	return { number: numberIn(plain.slice(0, length)), words: unstarred };
}

/** The number in a prefix, without the words and signs around it. */
export function numberIn(prefix: string): string | null {
	const last = prefix
		.replace(/[\s:：.)\]–—*_-]+$/, '')
		.split(/[\s#([]+/)
		.at(-1);
	return last !== undefined && /\d/.test(last) ? last : null;
}

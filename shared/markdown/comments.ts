/** HTML comments in a text, found in one pass; one that is never closed is none. */
import type { Span } from '#shared/markdown/source.ts';

const [OPEN, CLOSE] = ['<!--', '-->'];

export function commentsIn(text: string): readonly Span[] {
	const found: Span[] = [];
	let from = text.indexOf(OPEN);
	const last = from < 0 ? -1 : text.lastIndexOf(CLOSE);
	while (from >= 0 && from + OPEN.length <= last) {
		const to = text.indexOf(CLOSE, from + OPEN.length) + CLOSE.length;
		found.push({ from, to });
		from = text.indexOf(OPEN, to);
	}
	return found;
}

export function withoutComments(text: string): string {
	if (!text.includes(OPEN)) return text;
	let [words, at] = ['', 0];
	for (const { from, to } of commentsIn(text)) {
		words += text.slice(at, from);
		at = to;
	}
	return words + text.slice(at);
}

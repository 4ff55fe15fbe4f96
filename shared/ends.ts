/**
 * Signs at the ends of a text, taken off in one pass: `/[*_]+$/` tries every row of signs in the
 * text, and takes the square of its length where somebody made it long.
 */

/** `sign` matches one character. */
export function withoutEnd(text: string, sign: RegExp): string {
	let end = text.length;
	while (end > 0 && sign.test(text.charAt(end - 1))) end--;
	return text.slice(0, end);
}

/** The same at both ends. */
export function withoutEnds(text: string, sign: RegExp): string {
	const words = withoutEnd(text, sign);
	let start = 0;
	while (start < words.length && sign.test(words.charAt(start))) start++;
	return words.slice(start);
}

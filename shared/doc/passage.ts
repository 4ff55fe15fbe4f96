/** Finding the words that a comment is about, whatever was typed around them meanwhile. */
import * as Y from 'yjs';
import { fromBase64Url, toBase64Url } from '#shared/base64url.ts';
import { type Anchor, MAX_BEFORE, MAX_QUOTE } from '#shared/doc/comment.ts';

/** Characters of a field's text. */
export interface Place {
	readonly from: number;
	readonly to: number;
}

/** Words shorter than this stand in too many places to be found again by themselves. */
const TELLING = 8;

/** An anchor on some characters of a field's text. */
export function anchorAt(field: string, text: Y.Text, { from, to }: Place): Anchor {
	const words = text.toString();
	return {
		...anchorInWords(field, words, { from, to }),
		// Each end holds on to the passage: what is typed right before or after it stays outside.
		from: encode(Y.createRelativePositionFromTypeIndex(text, from, 0)),
		to: encode(Y.createRelativePositionFromTypeIndex(text, to, -1)),
	};
}

/** An anchor on a field as a whole. */
export function anchorOn(field: string, words: string): Anchor {
	const quote = words.slice(0, MAX_QUOTE).toWellFormed();
	return { field, from: null, to: null, quote, before: '', whole: true };
}

/** Where the passage is; null when its words are gone. */
export function placeOf(text: Y.Text, anchor: Anchor): Place | null {
	if (anchor.whole) return { from: 0, to: text.length };
	const [from, to] = [indexIn(text, anchor.from), indexIn(text, anchor.to)];
	if (from !== null && to !== null && from < to) return { from, to };
	return placeInWords(text.toString(), anchor);
}

/** An anchor on some characters of words that are no shared text: it is found by what it quotes. */
export function anchorInWords(field: string, words: string, { from, to }: Place): Anchor {
	return {
		...{ field, from: null, to: null, whole: false },
		quote: words.slice(from, to).slice(0, MAX_QUOTE).toWellFormed(),
		before: words.slice(Math.max(0, from - MAX_BEFORE), from).toWellFormed(),
	};
}

/** Where the quoted words stand: the one place, or the one that the same words lead up to. */
export function placeInWords(words: string, { quote, before, whole }: Anchor): Place | null {
	if (whole) return { from: 0, to: words.length };
	if (quote === '') return null;
	const places: number[] = [];
	for (let at = words.indexOf(quote); at !== -1; at = words.indexOf(quote, at + 1)) places.push(at);
	const led = places.filter((at) => before !== '' && words.slice(0, at).endsWith(before));
	const lonely = quote.length >= TELLING && places.length === 1 ? places[0] : undefined;
	const from = led.length === 1 ? led[0] : lonely;
	return from === undefined ? null : { from, to: from + quote.length };
}

function indexIn(text: Y.Text, encoded: string | null): number | null {
	const { doc } = text;
	if (encoded === null || doc === null) return null;
	try {
		const position = Y.decodeRelativePosition(fromBase64Url(encoded));
		const absolute = Y.createAbsolutePositionFromRelativePosition(position, doc);
		return absolute?.type === text ? absolute.index : null;
	} catch {
		return null;
	}
}

function encode(position: Y.RelativePosition): string {
	return toBase64Url(Y.encodeRelativePosition(position));
}

/** Ids stand in files as an HTML comment at the end of a heading, bullet or table row. */
import { wordsEnd } from '#shared/blanks.ts';
import type { IdPrefix } from '#shared/id.ts';

/** A line without its id comment: where the words end, and the id that stood there. */
export interface Tagged {
	readonly id: string | null;
	/** The length of the line's words, blanks before the comment left out. */
	readonly words: number;
	/** Where the comment and everything after it begins and ends, in the line. */
	readonly from: number;
	readonly to: number;
}

const COMMENT = /<!--[ \t]*([a-z]{2}_[0-9a-hjkmnp-tv-z]{10})[ \t]*-->[ \t]*$/;
/** Bounded, so that a hostile line costs no more than its length. */
const TAIL = 64;

export function taggedEnd(line: string, prefix: IdPrefix): Tagged {
	const tail = Math.max(0, line.length - TAIL);
	const match = COMMENT.exec(line.slice(tail));
	const id = match?.[1];
	if (match === null || id === undefined || !id.startsWith(`${prefix}_`)) {
		const words = wordsEnd(line);
		return { id: null, words, from: words, to: words };
	}
	const words = wordsEnd(line.slice(0, tail + match.index));
	return { id, words, from: words, to: wordsEnd(line) };
}

export function idComment(id: string): string {
	return ` <!-- ${id} -->`;
}

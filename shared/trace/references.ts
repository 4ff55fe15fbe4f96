/**
 * References from a Design's text to what else the team has: `[[Accounts.Session]]`.
 *
 *   [[Sign in with email]]<!-- st_k3f9x2m7qa -->
 *     the name people read     what is meant, unseen when rendered, through every renaming
 *
 * One typed by hand may leave the comment out; then the name says what is meant. A criterion is
 * named within its Story: `[[Sign in with email > Five wrong passwords lock sign-in]]`.
 */
import { append } from '#shared/append.ts';
import { fencedLines } from '#shared/fences.ts';

/** `from` and `to` are offsets in the text that was read; what is in code is no reference. */
export interface Reference {
	readonly from: number;
	readonly to: number;
	/** The end of `]]`, where an id comment begins. */
	readonly nameTo: number;
	readonly name: string;
	readonly id: string | null;
}

const ID = '(?:st|ac|cx|cp)_[0-9a-hjkmnp-tv-z]{10}';
const REFERENCE = new RegExp(`\\[\\[([^[\\]\\n]{1,300})\\]\\](?: ?<!-- (${ID}) -->)?`, 'g');
const CODE_SPAN = /(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g;

/** The references of a Markdown text without its front matter, in order. Linear, never throws. */
export function referencesIn(text: string): readonly Reference[] {
	if (!text.includes('[[')) return [];
	const lines = text.split('\n');
	const fenced = fencedLines(lines.map((line) => line.replace(/\r$/, '')));
	const found: Reference[] = [];
	let start = 0;
	for (const [at, line] of lines.entries()) {
		if (!fenced[at] && line.includes('[[')) append(found, inLine(line, start));
		start += line.length + 1;
	}
	return found;
}

function inLine(line: string, start: number): Reference[] {
	const words = line.replace(CODE_SPAN, (code) => ' '.repeat(code.length));
	return [...words.matchAll(REFERENCE)].map((match) => {
		const [whole, name = '', id = null] = match;
		const from = start + match.index;
		const nameTo = from + name.length + 4;
		return { from, to: from + whole.length, nameTo, name, id };
	});
}

const LONGEST = 160;

/** How a reference is written. Brackets and line ends can't be part of a name. */
export function printReference(name: string, id: string): string {
	const plain = name.replace(/[[\]\s]+/g, ' ').trim();
	const short = plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1).trimEnd()}…` : plain;
	return `[[${short || 'Untitled'}]]<!-- ${id} -->`;
}

/**
 * Prose that would read as structure gets a backslash, and loses it when it is read.
 *
 * Only lines outside closed fences are touched. Where a line begins with backslashes before such a
 * start, one is added and one taken away, so that reading what was printed gives the same prose.
 */
import { blanksBefore } from '#shared/blanks.ts';
import { fencedLines } from '#shared/fences.ts';
import { CRITERIA_OPENING } from '#shared/markdown/labels.ts';

const FENCE = '`{3,}|~{3,}';
/** What would end the prose of a field: headings, underlines, breaks, labels. */
const ENDINGS = [
	'#{1,6}(?:[ \\t]|$)',
	'=+[ \\t]*$',
	'-+[ \\t]*$',
	'(?:[-*_][ \\t]*){3,}$',
	`(?:[-*+][ \\t]{1,8})?${CRITERIA_OPENING}`,
	"(?:[-*+][ \\t]{1,8})?[*_]{2}[\\p{L}\\p{M} '’-]{1,40}:?[*_]{2}",
];
/** What else can begin a block. */
const OPENINGS = ['[\\-*+](?:[ \\t]|$)', '\\d{1,9}[.)](?:[ \\t]|$)', '[<>|]', FENCE];

const ends = new RegExp(`^(?:${ENDINGS.join('|')})`, 'iu');
const starts = new RegExp(`^(?:${[...ENDINGS, ...OPENINGS].join('|')})`, 'iu');
const fence = new RegExp(`^(?:${FENCE})`);

/** By so much of a line it is known what it would begin, however long it is. */
const OPENING = 300;

/** How much is escaped: nothing, what would end the prose, or whatever could begin a block. */
export type Escaping = 'none' | 'light' | 'all';

export function escapeProse(text: string, how: Escaping): string {
	if (how === 'none') return text;
	return outsideFences(text, how === 'light', (slashes, rest) => {
		const opening = rest.slice(0, OPENING);
		const needed = how === 'all' || slashes > 0 || ends.test(opening) || fence.test(opening);
		return needed && starts.test(opening) ? slashes + 1 : slashes;
	});
}

export function unescapeProse(text: string): string {
	return outsideFences(text, true, (slashes, rest) =>
		slashes > 0 && starts.test(rest.slice(0, OPENING)) ? slashes - 1 : slashes,
	);
}

function outsideFences(
	text: string,
	keepFences: boolean,
	slashesFor: (slashes: number, rest: string) => number,
): string {
	const lines = text.split('\n');
	const fenced = keepFences ? fencedLines(lines) : [];
	return lines
		.map((line, at) => {
			if (fenced[at]) return line;
			const indent = blanksBefore(line);
			let slashes = 0;
			while (line.charCodeAt(indent + slashes) === 0x5c) slashes++;
			const rest = line.slice(indent + slashes);
			return line.slice(0, indent) + '\\'.repeat(slashesFor(slashes, rest)) + rest;
		})
		.join('\n');
}

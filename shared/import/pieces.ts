/** Puts what a reader found into pieces that cover the whole file. */

import { append } from '#shared/append.ts';
import type { ImportPiece, StoryDraft } from '#shared/import/reading.ts';
import { canonicalLine } from '#shared/lifecycle/canonical-prose.ts';
import { linesIn, type Rows, type Source } from '#shared/markdown/source.ts';

/** One stretch of a file that a reader has something to say about. */
export interface Found {
	readonly rows: Rows;
	readonly becomes: ImportPiece['becomes'];
	readonly story: StoryDraft | null;
	/** What the file itself calls it (`US-12`), or null. */
	readonly number: string | null;
	readonly why: string;
}

/** `found` is in file order and doesn't overlap. What lies between is text, blank lines and breaks go up. */
export function piecesOf(
	source: Source,
	found: readonly Found[],
	otherwise: string,
): ImportPiece[] {
	const whole: Found[] = [];
	let row = 0;
	for (const one of found) {
		if (one.rows.end <= one.rows.first) continue;
		const between = betweenPieces(source, { first: row, end: one.rows.first }, whole, otherwise);
		append(whole, between);
		const first = whole.length === 0 ? 0 : one.rows.first;
		whole.push({ ...one, rows: { first, end: one.rows.end } });
		row = one.rows.end;
	}
	const rest = { first: row, end: source.lines.length };
	append(whole, betweenPieces(source, rest, whole, otherwise));
	const keys = keysOf(source, whole);
	return whole.map(({ rows, becomes, story, why }, at) => ({
		key: keys[at] ?? '',
		rows,
		source: sliceOf(source, rows),
		becomes,
		story,
		why,
	}));
}

/** Blank rows and breaks belong to the piece above them, which grows; other rows are text of their own. */
function betweenPieces(source: Source, rows: Rows, above: Found[], why: string): Found[] {
	let { first } = rows;
	while (first < rows.end && isEmpty(source, first)) first++;
	const last = above.at(-1);
	if (last !== undefined) {
		above[above.length - 1] = { ...last, rows: { first: last.rows.first, end: first } };
	}
	const end = last === undefined ? rows.first : first;
	const blankFile = first === rows.end && rows.end === source.lines.length && last === undefined;
	if (first === rows.end && !blankFile) return [];
	const own = { first: end, end: rows.end };
	return own.first === own.end
		? []
		: [{ rows: own, becomes: 'text', story: null, number: null, why }];
}

const MAX_BREAK = 200;

/** Blank, or a break between sections. */
function isEmpty(source: Source, row: number): boolean {
	const line = (source.lines[row]?.text ?? '').trim();
	if (line.length > MAX_BREAK) return false;
	return line === '' || /^(?:-[ \t]*){3,}$|^(?:\*[ \t]*){3,}$|^(?:_[ \t]*){3,}$/.test(line);
}

/** A byte order mark is no part of the first line. */
function sliceOf(source: Source, rows: Rows): string {
	const from = source.lines[rows.first]?.from ?? source.text.length;
	return source.text.slice(from, source.lines[rows.end - 1]?.next ?? from);
}

/** A number counts as a name only where one piece alone has it; equals are told apart by order. */
function keysOf(source: Source, found: readonly Found[]): string[] {
	const numbers = new Map<string, number>();
	for (const { number, story } of found) {
		if (number !== null && story !== null) numbers.set(number, (numbers.get(number) ?? 0) + 1);
	}
	const turns = new Map<string, number>();
	return found.map((one) => {
		if (one.story !== null && one.story.id !== null) return turned(one.story.id);
		const named = one.number !== null && numbers.get(one.number) === 1;
		if (named && one.story !== null) return turned(`number:${one.number?.toLowerCase()}`);
		return turned(`words:${wordsOf(source, one)}`);
	});

	function turned(key: string): string {
		const turn = turns.get(key) ?? 0;
		turns.set(key, turn + 1);
		return turn === 0 ? key : `${key}~${turn + 1}`;
	}
}

const MAX_KEY = 200;

function wordsOf(source: Source, { story, rows }: Found): string {
	const words = story?.title || linesIn(source, rows).find((line) => line.trim() !== '') || '';
	return canonicalLine(words.slice(0, MAX_KEY).replace(/^[ \t]*#{1,6}[ \t]+/, '')).toLowerCase();
}

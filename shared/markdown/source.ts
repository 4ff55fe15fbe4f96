import { isBlank } from '#shared/blanks.ts';

/** A file's text by lines, with offsets into it (UTF-16 units) for splicing. */
export interface Line {
	/** Without its line ending. */
	readonly text: string;
	readonly from: number;
	/** Where the text ends and the line ending begins. */
	readonly to: number;
	/** Where the next line begins. */
	readonly next: number;
}

export interface Source {
	readonly text: string;
	readonly lines: readonly Line[];
	/** The line ending most lines have. */
	readonly eol: string;
	/** How many characters a byte order mark takes: 0 or 1. */
	readonly mark: number;
}

/** Half-open, in offsets. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** Half-open, in line numbers counted from 0. */
export interface Rows {
	readonly first: number;
	readonly end: number;
}

export function sourceOf(text: string): Source {
	const mark = text.startsWith('\uFEFF') ? 1 : 0;
	const lines: Line[] = [];
	let crlf = 0;
	let from = mark;
	// Most texts have one kind of line ending, which is found in the cheapest way.
	const ends = text.includes('\r') ? anyEnds(text) : plainEnds(text);
	for (const { at, next } of ends) {
		lines.push({ text: text.slice(from, at), from, to: at, next });
		if (next - at === 2) crlf++;
		from = next;
	}
	if (from < text.length) {
		lines.push({ text: text.slice(from), from, to: text.length, next: text.length });
	}
	return { text, lines, mark, eol: crlf * 2 > lines.length ? '\r\n' : '\n' };
}

interface End {
	readonly at: number;
	/** Where the next line begins. */
	readonly next: number;
}

function anyEnds(text: string): readonly End[] {
	return [...text.matchAll(/\r\n?|\n/g)].map(({ index, 0: eol }) => ({
		at: index,
		next: index + eol.length,
	}));
}

function plainEnds(text: string): readonly End[] {
	const ends: End[] = [];
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
		ends.push({ at, next: at + 1 });
	return ends;
}

/** The rows without blank ones at either end. */
export function withoutBlankEnds(source: Source, rows: Rows): Rows {
	let { first, end } = rows;
	while (first < end && isBlank(source.lines[first]?.text ?? '')) first++;
	while (end > first && isBlank(source.lines[end - 1]?.text ?? '')) end--;
	return { first, end };
}

export function linesIn(source: Source, rows: Rows): string[] {
	return source.lines.slice(rows.first, rows.end).map((line) => line.text);
}

/** The offsets of whole rows, the last line ending included. */
export function spanOf(source: Source, rows: Rows): Span {
	const from = source.lines[rows.first]?.from ?? source.text.length;
	return { from, to: rows.end > rows.first ? (source.lines[rows.end - 1]?.next ?? from) : from };
}

/** What ends these rows: the last line ending and the blank lines after it. */
export function tailOf(source: Source, rows: Rows): string {
	const { end } = withoutBlankEnds(source, rows);
	const from = source.lines[end - 1]?.to ?? spanOf(source, rows).from;
	return source.text.slice(from, spanOf(source, rows).to);
}

/** One replacement in a text. */
export interface Edit extends Span {
	readonly insert: string;
}

/** The stretch of a text with the edits in it made; edits at one offset keep their order. */
export function spliced(text: string, span: Span, edits: readonly Edit[]): string {
	let result = '';
	let at = span.from;
	for (const edit of [...edits].sort((a, b) => a.from - b.from)) {
		result += text.slice(at, edit.from) + edit.insert;
		at = edit.to;
	}
	return result + text.slice(at, span.to);
}

/** An edit that adds lines before a row, also at the end of a file without a last line ending. */
export function lineAt(source: Source, row: number, text: string): Edit {
	const at = source.lines[row]?.from ?? source.text.length;
	const lines = text.replaceAll('\n', source.eol);
	const open = row >= source.lines.length && source.lines.at(-1)?.to === source.text.length;
	return { from: at, to: at, insert: open ? source.eol + lines : lines + source.eol };
}

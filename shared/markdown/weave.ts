/** Puts the pieces of a file together in their new order. */
import { closerOf } from '#shared/markdown/open-end.ts';
import { type Rows, type Source, spanOf } from '#shared/markdown/source.ts';

export interface Piece {
	readonly text: string;
	/** Which piece of the base this is, or null for a new one. */
	readonly at: number | null;
	/** The same artefact, printed so that it draws nothing in; text between them has none. */
	readonly reprint?: () => string;
}

interface TextEntry {
	readonly kind: string;
	readonly rows?: Rows;
	readonly block?: { readonly text: string };
}

/** Finds verbatim text again by its words, so that it keeps its bytes. */
export function textPieces(source: Source, entries: readonly TextEntry[]): (text: string) => Piece {
	const places = new Map<string, number[]>();
	for (const [at, { kind, block }] of entries.entries()) {
		if (kind !== 'text' || block === undefined) continue;
		const list = places.get(block.text) ?? [];
		list.push(at);
		places.set(block.text, list);
	}
	return (text) => {
		const at = places.get(text)?.shift();
		const rows = at === undefined ? undefined : entries[at]?.rows;
		if (at === undefined || rows === undefined) {
			return { text: `${text.replaceAll('\n', source.eol)}${source.eol}`, at: null };
		}
		const { from, to } = spanOf(source, rows);
		return { text: source.text.slice(from, to), at };
	};
}

/**
 * Pieces that were neighbours stay as they stood; between others goes one blank line. What the
 * base has before its first piece (a byte order mark, blank lines) stays in front. A fence that
 * nobody closed ends with the text it stands in: what comes after it is no code.
 */
export function joinPieces(
	source: Source,
	base: readonly Rows[],
	pieces: readonly Piece[],
): string {
	const { eol } = source;
	const start = base[0] === undefined ? source.text.length : spanOf(source, base[0]).from;
	const parts: string[] = [];
	let previous: Piece | null = null;
	for (const piece of pieces) {
		const apart = previous === null || !areNeighbours(previous, piece);
		if (previous !== null && apart) {
			parts.push(`${closed(withoutEnd(parts.pop() ?? ''), previous, eol)}${eol}${eol}`);
		} else if (previous !== null && mayRunOn(source, base, previous, piece)) {
			parts.push(eol);
		}
		const isBelowNew = previous !== null && (apart || endsAnew(source, base, previous));
		parts.push(isBelowNew ? outdented(piece.text) : piece.text);
		previous = piece;
	}
	if (previous !== null && previous.at !== base.length - 1) {
		parts.push(`${withoutEnd(parts.pop() ?? '')}${eol}`);
	}
	return source.text.slice(0, start) + parts.join('');
}

function closed(text: string, { reprint }: Piece, eol: string): string {
	const closer = closerOf(text);
	if (closer === null) return text;
	return reprint === undefined ? `${text}${eol}${closer}` : withoutEnd(reprint());
}

/** Whether a new last line stands right above what it might become one paragraph or heading with. */
function mayRunOn(source: Source, base: readonly Rows[], above: Piece, below: Piece): boolean {
	if (/^ {0,3}#{1,6}[ \t]/.test(below.text) || !endsAnew(source, base, above)) return false;
	const end = above.text.slice(withoutEnd(above.text).length);
	return end.split(/\r\n?|\n/).length <= 2;
}

/** Whether its last line is not the one that the base has there. */
function endsAnew(source: Source, base: readonly Rows[], { text, at }: Piece): boolean {
	const rows = at === null ? undefined : base[at];
	if (rows === undefined) return true;
	const { from, to } = spanOf(source, rows);
	const before = source.text.slice(from, to);
	return text !== before && lastLine(text) !== lastLine(before);
}

/** A heading or a rule, even behind blanks, would belong to a list item that is new above it. */
function outdented(text: string): string {
	return text.replace(/^ {1,3}(?=#{1,6}[ \t]|[-*_]{3})/, '');
}

/** What the last line with words says, whatever ids and blanks stand in it. */
function lastLine(text: string): string {
	const words = withoutEnd(text);
	const line = words.slice(Math.max(words.lastIndexOf('\n'), words.lastIndexOf('\r')) + 1);
	return line.replace(/<!-- [a-z]{2}_[0-9a-z]{10} -->/g, '').replace(/[ \t]/g, '');
}

function areNeighbours(a: Piece, b: Piece): boolean {
	return a.at !== null && b.at === a.at + 1;
}

/** Without the last line ending and the blank lines before it. */
function withoutEnd(text: string): string {
	let end = text.length;
	while (end > 0 && ' \t\r\n'.includes(text.charAt(end - 1))) end--;
	const rest = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
	return end === 0 ? '' : text.slice(0, end + rest);
}

export function rawRows(
	entries: readonly { readonly rows?: Rows; readonly part?: { readonly rows: Rows } }[],
): Rows[] {
	return entries.flatMap((entry) => entry.rows ?? entry.part?.rows ?? []);
}

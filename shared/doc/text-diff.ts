/**
 * How one text became another, as the few places that changed. Texts are compared by line first, so
 * that whole lines stay whole and the cost near linear, whatever came in.
 */
import diff from 'fast-diff';
import { boundedDiff } from '#shared/doc/bounded-diff.ts';

/** In `[from, to)` of the old text (UTF-16 units) now stands `insert`. */
export interface Change {
	readonly from: number;
	readonly to: number;
	readonly insert: string;
}

const CHARACTERWISE = 4_000;

/** The changes in ascending order; none touches the next. */
export function changesBetween(before: string, after: string): Change[] {
	if (before === after) return [];
	return lineChanges(before, after).flatMap((change) => {
		const { from, to, insert } = change;
		// A line that came or went did so whole, whatever characters it shares with its neighbours.
		if (from === to || insert === '') return [change];
		return to - from + insert.length <= CHARACTERWISE
			? characterChanges(before.slice(from, to), insert, from)
			: [trimmed(before, change)];
	});
}

/** The old text with the changes made. */
export function applyChanges(text: string, changes: readonly Change[]): string {
	let result = '';
	let at = 0;
	for (const { from, to, insert } of changes) {
		result += text.slice(at, from) + insert;
		at = to;
	}
	return result + text.slice(at);
}

function characterChanges(before: string, after: string, offset: number): Change[] {
	return changesFrom(diff(before, after, undefined, true), offset, (piece) => piece);
}

/** Whole lines only: each distinct line becomes one character, and those are compared. */
export function lineChanges(before: string, after: string): Change[] {
	const { start, end } = sharedLines(before, after);
	const lines: string[] = [];
	const known = new Map<string, string>();
	const encode = (text: string) => {
		let code = '';
		for (let at = start; at < text.length - end; ) {
			const next = text.indexOf('\n', at);
			const stop = Math.min(next === -1 ? text.length : next + 1, text.length - end);
			const line = text.slice(at, stop);
			let symbol = known.get(line);
			if (symbol === undefined) {
				symbol = symbolOf(lines.length);
				known.set(line, symbol);
				lines.push(line);
			}
			code += symbol;
			at = stop;
		}
		return code;
	};
	const [a, b] = [encode(before), encode(after)];
	if (lines.length > SYMBOLS)
		return [
			{ from: start, to: before.length - end, insert: after.slice(start, after.length - end) },
		];
	const decode = (code: string) => {
		let text = '';
		for (const symbol of code) text += lines[indexOf(symbol)] ?? '';
		return text;
	};
	return changesFrom(boundedDiff(a, b), start, decode);
}

/** How many characters of whole lines two texts share at their start, and at their end. */
function sharedLines(before: string, after: string): { start: number; end: number } {
	const room = Math.min(before.length, after.length);
	let start = 0;
	while (start < room && before.charCodeAt(start) === after.charCodeAt(start)) start++;
	// Looked for from before the first character, `lastIndexOf` would still look at that one.
	if (start > 0 && (start < before.length || start < after.length))
		start = before.lastIndexOf('\n', start - 1) + 1;
	let end = 0;
	const most = room - start;
	const [last, other] = [before.length - 1, after.length - 1];
	while (end < most && before.charCodeAt(last - end) === after.charCodeAt(other - end)) end++;
	const line = before.indexOf('\n', before.length - end);
	return { start, end: line === -1 ? 0 : before.length - line - 1 };
}

function changesFrom(
	pieces: readonly diff.Diff[],
	offset: number,
	decode: (piece: string) => string,
): Change[] {
	const changes: Change[] = [];
	let at = offset;
	let open: { from: number; to: number; insert: string } | null = null;
	for (const [operation, piece] of pieces) {
		const text = decode(piece);
		if (operation === diff.EQUAL) {
			at += text.length;
			open = null;
			continue;
		}
		if (open === null) {
			open = { from: at, to: at, insert: '' };
			changes.push(open);
		}
		if (operation === diff.INSERT) open.insert += text;
		else {
			at += text.length;
			open.to = at;
		}
	}
	return changes;
}

/** Drops what both ends share, without splitting a surrogate pair. */
function trimmed(before: string, { from, to, insert }: Change): Change {
	let start = 0;
	const room = Math.min(to - from, insert.length);
	while (start < room && before[from + start] === insert[start]) start++;
	if (isHighSurrogate(insert, start - 1)) start--;
	let end = 0;
	while (end < room - start && before[to - 1 - end] === insert[insert.length - 1 - end]) end++;
	if (end > 0 && isHighSurrogate(insert, insert.length - 1 - end)) end--;
	return { from: from + start, to: to - end, insert: insert.slice(start, insert.length - end) };
}

function isHighSurrogate(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code >= 0xd800 && code <= 0xdbff;
}

/** Symbols leave out the surrogates, which fast-diff would keep together. */
const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;
const SYMBOLS = 0xffff - (AFTER_SURROGATES - FIRST_SURROGATE);

function symbolOf(index: number): string {
	return String.fromCharCode(
		index < FIRST_SURROGATE ? index : index + AFTER_SURROGATES - FIRST_SURROGATE,
	);
}

function indexOf(symbol: string): number {
	const code = symbol.charCodeAt(0);
	return code < FIRST_SURROGATE ? code : code - (AFTER_SURROGATES - FIRST_SURROGATE);
}

/** Long results in pages of at most 8 KB. A cursor is an offset, and a mark of what it counts in. */
import { bytesOf } from '#server/json-bytes.ts';
import { MAX_RESULT_BYTES } from '#server/mcp/tool-result.ts';
import { hashOf } from '#shared/hash.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Page<T> {
	readonly items: readonly T[];
	/** Null on the last page. */
	readonly cursor: string | null;
}

/** As many items as fit beside `frame`, which is everything else that the result holds; `most` at once. */
export function pageOfItems<T>(
	items: readonly T[],
	cursor: string | undefined,
	frame: unknown,
	most = Number.POSITIVE_INFINITY,
): Result<Page<T>, Refusal> {
	return pageOf(items, (item) => item, cursor, frame, most);
}

/** The same where saying what an item is costs something: only what is on the page is described. */
export function pageOf<T, U>(
	items: readonly T[],
	describe: (item: T) => U,
	cursor: string | undefined,
	frame: unknown,
	most = Number.POSITIVE_INFINITY,
): Result<Page<U>, Refusal> {
	const mark = markOf(JSON.stringify(items));
	const start = offsetOf(cursor, mark);
	if (start === null) return err(movedOn);
	const page: U[] = [];
	let left = MAX_RESULT_BYTES - bytesOf(frame) - 100;
	for (const item of items.slice(start)) {
		const described = describe(item);
		left -= bytesOf(described) + 1;
		if ((left < 0 && page.length > 0) || page.length >= most) break;
		page.push(described);
	}
	return ok({ items: page, cursor: cursorAt(start + page.length, items.length, mark) });
}

export interface TextPage {
	readonly text: string;
	readonly cursor: string | null;
}

/** As much text as fits beside `frame`, cut between lines where there are any. */
export function pageOfText(
	text: string,
	cursor: string | undefined,
	frame: unknown,
): Result<TextPage, Refusal> {
	const mark = markOf(text);
	const start = offsetOf(cursor, mark);
	if (start === null) return err(movedOn);
	const room = Math.max(MAX_RESULT_BYTES - bytesOf(frame) - 100, 512);
	const end = start + fitting(text.slice(start), room);
	return ok({ text: text.slice(start, end), cursor: cursorAt(end, text.length, mark) });
}

/** The start of a text, in at most about so many bytes of JSON, and a word where it was cut. */
export function cutText(text: string, bytes: number): string {
	const end = fitting(text, bytes);
	return end === text.length ? text : `${text.slice(0, end)}[cut: call read_artefact for the rest]`;
}

/** How many characters of the text make at most so many bytes of JSON. */
function fitting(text: string, room: number): number {
	if (bytesOf(text) <= room) return text.length;
	let [low, high] = [0, Math.min(text.length, room)];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (bytesOf(text.slice(0, middle)) <= room) low = middle;
		else high = middle - 1;
	}
	const lineEnd = text.lastIndexOf('\n', low - 1) + 1;
	return Math.max(lineEnd > low / 2 ? lineEnd : wholeCharacters(text, low), 1);
}

/** Never between the two halves of one character. */
function wholeCharacters(text: string, length: number): number {
	const last = text.charCodeAt(length - 1);
	return last >= 0xd800 && last <= 0xdbff ? length - 1 : length;
}

function cursorAt(offset: number, length: number, mark: string): string | null {
	return offset < length ? `${offset}.${mark}` : null;
}

function offsetOf(cursor: string | undefined, mark: string): number | null {
	if (cursor === undefined) return 0;
	const [, offset, ofMark] = /^(\d{1,9})\.([0-9a-f]{8})$/.exec(cursor) ?? [];
	return ofMark === mark ? Number(offset) : null;
}

function markOf(text: string): string {
	return hashOf(text).slice(0, 8);
}

export const movedOn = refusal(
	'cursor',
	'This cursor does not fit what is there now: it has changed since, or was cut short.',
	'Ask again without a cursor.',
);

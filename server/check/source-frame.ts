/** The line that a Finding points at, with a caret below what it means. */
import { withoutOrders } from '#server/check/plain-line.ts';

export interface FramePlace {
	/** From 1. */
	readonly line: number;
	/** From 1, in UTF-16 units. */
	readonly column: number;
	/** Where the marked words end on that line, exclusive; null marks one character. */
	readonly endColumn: number | null;
}

/** A terminal is rarely narrower; of a longer line the part around the caret is shown. */
const WIDEST = 100;
const BEFORE = 40;
/** A line of a megabyte is looked at around the caret only. */
const LONGEST = 4_000;

/** Null where the text has no such line, or an empty one. */
export function sourceFrame(
	text: string,
	{ line, column, endColumn }: FramePlace,
): readonly [number: string, source: string, caret: string] | null {
	const whole = lineOf(text, line);
	if (whole === null || whole.trim() === '') return null;
	const said = Math.min(Math.max(column - 1, 0), whole.length);
	// Nothing marked: what the line begins with.
	const at = endColumn === null ? Math.max(said, whole.length - whole.trimStart().length) : said;
	const end = Math.min(Math.max(endColumn === null ? at + 1 : endColumn - 1, at + 1), whole.length);
	const from = at > WIDEST - BEFORE ? at - BEFORE : 0;
	const part = whole.slice(from, from + WIDEST);
	const [left, right] = [from > 0 ? '…' : '', from + WIDEST < whole.length ? '…' : ''];
	const before = widthOf(left) + widthOf(part.slice(0, at - from));
	const marked = Math.max(1, widthOf(part.slice(at - from, end - from)));
	return [
		String(line),
		`${left}${withoutOrders(part)}${right}`,
		`${' '.repeat(before)}${'^'.repeat(marked)}`,
	];
}

function lineOf(text: string, line: number): string | null {
	let from = 0;
	for (let n = 1; n < line; n++) {
		const end = text.indexOf('\n', from);
		if (end === -1) return null;
		from = end + 1;
	}
	const end = text.indexOf('\n', from);
	const stop = end === -1 ? text.length : end;
	return text.slice(from, Math.min(stop, from + LONGEST)).trimEnd();
}

const WIDE =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** In columns of a terminal. */
function widthOf(text: string): number {
	let width = 0;
	for (const character of text) {
		if (/\p{M}|\u200d/u.test(character)) continue;
		width += WIDE.test(character) ? 2 : 1;
	}
	return width;
}

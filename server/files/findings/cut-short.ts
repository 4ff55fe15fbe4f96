/** How a text looks that somebody may still be writing; null for one that looks whole. */
export type HalfWritten = 'in-mid-line' | 'at-line-end' | null;

/**
 * Whoever writes on seldom stops at the end of a line, and whoever takes the last lines away always
 * does: such a text has to lie still for less long.
 */
export function howHalf(before: string, now: string): HalfWritten {
	if (!isCutShort(before, now) && !isEndMissing(before, now)) return null;
	const isEnded = now !== '' && (now.endsWith('\n') || !before.endsWith('\n'));
	return isEnded ? 'at-line-end' : 'in-mid-line';
}

/**
 * Whether a text looks like the first part of what was there: its beginning, or in mid-line. What
 * somebody put in above may have made it longer all the same.
 */
export function isCutShort(before: string, now: string): boolean {
	if (now.startsWith(before)) return false;
	return before.startsWith(now) || (before.endsWith('\n') && !now.endsWith('\n'));
}

/**
 * Whether the last line of what was there is missing, as it is while somebody writes a text that
 * has lines more. Who took it away on purpose waits a moment longer, and loses nothing by it.
 */
function isEndMissing(before: string, now: string): boolean {
	const last = before.trimEnd().split('\n').at(-1) ?? '';
	return last.trim() !== '' && countOf(last, now) < countOf(last, before);
}

/** How many lines say just this, blanks at their ends aside. */
function countOf(words: string, text: string): number {
	return text.split('\n').filter((line) => line.trimEnd() === words).length;
}

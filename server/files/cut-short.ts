/** Whether a text looks like the first part of what was there: its beginning, or in mid-line. */
export function isCutShort(before: string, now: string): boolean {
	if (now.length >= before.length) return false;
	return before.startsWith(now) || (before.endsWith('\n') && !now.endsWith('\n'));
}

/**
 * Whether the last line of what was there is missing, as it is while somebody writes a text that
 * has lines more. Who took it away on purpose waits a moment longer, and loses nothing by it.
 */
export function isEndMissing(before: string, now: string): boolean {
	const last = before.trimEnd().split('\n').at(-1) ?? '';
	return last.trim() !== '' && countOf(last, now) < countOf(last, before);
}

/** How many lines begin with these words. */
function countOf(words: string, text: string): number {
	let count = text.startsWith(words) ? 1 : 0;
	const line = `\n${words}`;
	for (let at = text.indexOf(line); at !== -1; at = text.indexOf(line, at + 1)) count++;
	return count;
}

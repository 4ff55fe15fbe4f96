/** Prose in the one form in which files and documents are compared. */
import { isBlank, withoutBlanks } from '#shared/blanks.ts';

/** `\n` line endings, and no blank lines at either end. */
export function tidyProse(text: string): string {
	if (isOneLine(text)) return isBlank(text) ? '' : text;
	const lines = text.split(/\r\n?|\n/);
	let end = lines.length;
	while (end > 0 && isBlank(lines[end - 1] ?? '')) end--;
	let first = 0;
	while (first < end && isBlank(lines[first] ?? '')) first++;
	return lines.slice(first, end).join('\n');
}

/** One line, without blanks at either end. */
export function tidyLine(text: string): string {
	return withoutBlanks(text.replace(/[\r\n]/g, ' '));
}

/** As prose, beginning with a word and ending with one; its first line carries the id comment. */
export function tidyCriterion(text: string): string {
	if (isOneLine(text)) return withoutBlanks(text);
	const [first = '', ...rest] = tidyProse(text).split('\n');
	const lines = [withoutBlanks(first), ...rest.map((line) => (isBlank(line) ? '' : line))];
	return withoutBlanks(lines.join('\n'));
}

/** As most criteria are: a check reads thousands of them. */
function isOneLine(text: string): boolean {
	return !text.includes('\n') && !text.includes('\r');
}

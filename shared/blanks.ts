/** Blanks and tabs at the ends of a line, found in one pass whatever the line holds. */
export function blanksBefore(line: string): number {
	let count = 0;
	while (isBlankAt(line, count)) count++;
	return count;
}

/** Where the line's last word ends. */
export function wordsEnd(line: string): number {
	let end = line.length;
	while (end > 0 && isBlankAt(line, end - 1)) end--;
	return end;
}

export function withoutBlanks(line: string): string {
	const end = wordsEnd(line);
	return end === 0 ? '' : line.slice(blanksBefore(line), end);
}

export function isBlank(line: string): boolean {
	return wordsEnd(line) === 0;
}

function isBlankAt(line: string, at: number): boolean {
	const code = line.charCodeAt(at);
	return code === 0x20 || code === 0x09;
}

import { wordsEnd } from '#shared/blanks.ts';
import { fencedLines } from '#shared/fences.ts';

/**
 * Prose as a revision hashes it: `\n` line endings, no blank lines around it, no blanks at line
 * ends, and Unicode NFC; inside code (closed fences, code spans) nothing but line endings changes.
 */
export function canonicalProse(text: string): string {
	// A check reads thousands of texts, and most read as they are hashed but for what stands around them.
	if (isPlain(text)) return text.slice(linesBefore(text)).trimEnd();
	const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
	const broken = bare.includes('\r');
	// A line alone is no fence.
	if (!broken && !bare.includes('\n')) return outsideCode(bare).trimEnd();
	const lines = broken ? bare.split(/\r\n?|\n/) : bare.split('\n');
	const fenced = mayFence(bare) ? fencedLines(lines) : null;
	return lines
		.map((line, at) => (fenced?.[at] === true ? line : outsideCode(line)))
		.join('\n')
		.replace(/^[ \t\n]*\n/, '')
		.trimEnd();
}

/** Nothing but ASCII's own letters and signs, no tab, and no blank at the end of a line. */
function isPlain(text: string): boolean {
	return !text.includes(' \n') && /^[\n\x20-\x7e]*$/.test(text);
}

function linesBefore(text: string): number {
	let count = 0;
	while (text[count] === '\n') count++;
	return count;
}

function mayFence(text: string): boolean {
	return text.includes('```') || text.includes('~~~');
}

/** The same on one line: whatever breaks a line becomes a blank. */
export function canonicalLine(text: string): string {
	return canonicalProse(text)
		.split(/[\s]/)
		.filter((word) => word !== '')
		.join(' ');
}

function outsideCode(line: string): string {
	const words = line.slice(0, wordsEnd(line));
	if (!words.includes('`')) return words.normalize('NFC');
	const pieces = words.split(/(`+)/);
	const closerOf = closingRows(pieces);
	let result = '';
	for (let at = 0; at < pieces.length; at++) {
		const piece = pieces[at] ?? '';
		const closer = closerOf.get(at);
		if (closer === undefined) result += piece.normalize('NFC');
		else {
			result += pieces.slice(at, closer + 1).join('');
			at = closer;
		}
	}
	return result;
}

/** Odd pieces are rows of backticks: for each, the next row of equal length. */
function closingRows(pieces: readonly string[]): Map<number, number> {
	const closers = new Map<number, number>();
	const nextOfLength = new Map<number, number>();
	for (let at = pieces.length - 2; at > 0; at -= 2) {
		const length = pieces[at]?.length ?? 0;
		const closer = nextOfLength.get(length);
		if (closer !== undefined) closers.set(at, closer);
		nextOfLength.set(length, at);
	}
	return closers;
}

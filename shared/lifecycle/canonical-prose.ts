import { wordsEnd } from '#shared/blanks.ts';
import { fencedLines } from '#shared/fences.ts';

/**
 * Prose as a revision hashes it: `\n` line endings, no blank lines around it, no blanks at line
 * ends, and Unicode NFC; inside code (closed fences, code spans) nothing but line endings changes.
 */
export function canonicalProse(text: string): string {
	const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
	// What is NFC as a whole is so in each of its parts (UAX #15).
	const isNormal = bare.normalize('NFC') === bare;
	const broken = bare.includes('\r');
	// A check reads thousands of texts, and most read as they are hashed.
	if (isNormal && !broken && !/[ \t]\n/.test(bare)) return withoutLinesBefore(bare).trimEnd();
	// A line alone is no fence.
	if (!broken && !bare.includes('\n')) return outsideCode(bare, isNormal).trimEnd();
	const lines = broken ? bare.split(/\r\n?|\n/) : bare.split('\n');
	const fenced = mayFence(bare) ? fencedLines(lines) : null;
	const printed = lines.map((line, at) =>
		fenced?.[at] === true ? line : outsideCode(line, isNormal),
	);
	return withoutLinesBefore(printed.join('\n')).trimEnd();
}

function withoutLinesBefore(text: string): string {
	return text.replace(/^[ \t\n]*\n/, '');
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

function outsideCode(line: string, isNormal: boolean): string {
	const words = line.slice(0, wordsEnd(line));
	if (isNormal) return words;
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

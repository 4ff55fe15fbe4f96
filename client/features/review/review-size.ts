import { type DiffPiece, lineDiff, wordDiff } from '#client/features/history/word-diff.ts';
import { counted } from '#shared/counted.ts';

/** How much there is to read before one can decide. */
export interface ReviewSize {
	/** Never approved yet: all of it is new. */
	readonly first: boolean;
	/** Words to read: all of a first text, else those that came or went. */
	readonly words: number;
	/** Lines of the text that hold them. */
	readonly lines: number;
}

/** Up to so many words a change is small: a glance settles it. */
export const SMALL = 40;

export function sizeOf(before: string | null, after: string): ReviewSize {
	if (before === null) return { first: true, words: wordsIn(after), lines: linesIn(after) };
	const differing = lineDiff(before, after).filter(({ kind }) => kind !== 'same');
	const words = wordDiff(textOf(differing, 'removed'), textOf(differing, 'added'))
		.filter(({ kind }) => kind !== 'same')
		.reduce((sum, { text }) => sum + wordsIn(text), 0);
	const lines = Math.max(
		linesIn(textOf(differing, 'removed')),
		linesIn(textOf(differing, 'added')),
	);
	return { first: false, words, lines };
}

/** `First review · 240 words`, `12 words on 3 lines changed`. */
export function sizeWords({ first, words, lines }: ReviewSize): string {
	if (first) return `New, ${counted(words, 'word')}`;
	if (lines === 0) return 'Nothing changed';
	return `${counted(words, 'word')} on ${counted(lines, 'line')} changed`;
}

function textOf(pieces: readonly DiffPiece[], kind: DiffPiece['kind']): string {
	return pieces.flatMap((piece) => (piece.kind === kind ? piece.text : [])).join('');
}

function wordsIn(text: string): number {
	return text.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0;
}

function linesIn(text: string): number {
	return text.split('\n').filter((line) => line.trim() !== '').length;
}

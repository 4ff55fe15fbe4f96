import diff from 'fast-diff';

/** Words that stand in both texts, only in the later one, or only in the earlier one. */
export interface DiffPiece {
	readonly kind: 'same' | 'added' | 'removed';
	readonly text: string;
}

/** More pieces than this are compared line by line: a person reads no finer in such a text. */
const MOST_WORDS = 12_000;
/** Symbols that stand for words, from here on; those before it could be halves of characters. */
const FIRST_SYMBOL = 0xe000;
const SYMBOLS = 0xf8ff - FIRST_SYMBOL;

/** How one text became another, in whole words. */
export function wordDiff(before: string, after: string): readonly DiffPiece[] {
	if (before === after) return after === '' ? [] : [{ kind: 'same', text: after }];
	return diffBy(wordsOf, before, after) ?? diffBy(linesOf, before, after) ?? wholly(before, after);
}

/** How one text became another, in whole lines. */
export function lineDiff(before: string, after: string): readonly DiffPiece[] {
	if (before === after) return after === '' ? [] : [{ kind: 'same', text: after }];
	return diffBy(linesOf, before, after) ?? wholly(before, after);
}

function wordsOf(text: string): readonly string[] {
	return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

function linesOf(text: string): readonly string[] {
	return text.split(/(?<=\n)/);
}

/** Each distinct piece becomes one character, and those are compared. Null when there are too many. */
function diffBy(
	split: (text: string) => readonly string[],
	before: string,
	after: string,
): readonly DiffPiece[] | null {
	const [old, young] = [split(before), split(after)];
	if (old.length + young.length > MOST_WORDS) return null;
	const symbols = new Map<string, string>();
	const pieces: string[] = [];
	for (const piece of [...old, ...young]) {
		if (symbols.has(piece)) continue;
		symbols.set(piece, String.fromCharCode(FIRST_SYMBOL + pieces.length));
		pieces.push(piece);
	}
	if (pieces.length > SYMBOLS) return null;
	const encode = (all: readonly string[]) => all.map((piece) => symbols.get(piece)).join('');
	return diff(encode(old), encode(young)).map(([kind, code]) => ({
		kind: kind === diff.EQUAL ? 'same' : kind === diff.INSERT ? 'added' : 'removed',
		text: Array.from(code, (one) => pieces[one.charCodeAt(0) - FIRST_SYMBOL]).join(''),
	}));
}

function wholly(before: string, after: string): readonly DiffPiece[] {
	return [
		{ kind: 'removed', text: before },
		{ kind: 'added', text: after },
	];
}

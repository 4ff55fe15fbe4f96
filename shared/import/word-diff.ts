/** How one text became another, word by word, for people to read. */
import { type Change, changesBetween } from '#shared/doc/text-diff.ts';

export interface WordPiece {
	readonly kind: 'same' | 'out' | 'in';
	readonly text: string;
}

/** Words and what stands between them; a text of one long word is one word. */
const WORD = /\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;

export function wordDiff(before: string, after: string): WordPiece[] {
	const symbols = new Map<string, string>();
	const [old, next] = [encoded(before, symbols), encoded(after, symbols)];
	if (old === null || next === null) return whole(before, after);
	const words = [...symbols.keys()];
	const decode = (code: string) =>
		Array.from({ length: code.length }, (_, at) => words[code.charCodeAt(at) - FIRST] ?? '').join(
			'',
		);
	return piecesOf(old, changesBetween(old, next), decode);
}

/** A private area of Unicode, which has room for as many words as anyone reads at once. */
const FIRST = 0xe000;
const ROOM = 0xf8ff - FIRST;

function encoded(text: string, symbols: Map<string, string>): string | null {
	let code = '';
	for (const [word] of text.matchAll(WORD)) {
		const known = symbols.get(word) ?? String.fromCharCode(FIRST + symbols.size);
		symbols.set(word, known);
		code += known;
		if (symbols.size > ROOM) return null;
	}
	return code;
}

function piecesOf(
	old: string,
	changes: readonly Change[],
	decode: (code: string) => string,
): WordPiece[] {
	const pieces: WordPiece[] = [];
	const add = (kind: WordPiece['kind'], code: string) => {
		if (code !== '') pieces.push({ kind, text: decode(code) });
	};
	let at = 0;
	for (const { from, to, insert } of changes) {
		add('same', old.slice(at, from));
		add('out', old.slice(from, to));
		add('in', insert);
		at = to;
	}
	add('same', old.slice(at));
	return pieces;
}

function whole(before: string, after: string): WordPiece[] {
	const pieces: readonly WordPiece[] = [
		{ kind: 'out', text: before },
		{ kind: 'in', text: after },
	];
	return pieces.filter(({ text }) => text !== '');
}

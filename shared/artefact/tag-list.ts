/** A list of tags as people write it: `a, b`, `a; b`, `#a #b`, `[a, b]`, `` `a`, `b` ``. */
import { withoutEnds } from '#shared/ends.ts';

interface TagPiece {
	readonly tag: string;
	readonly from: number;
	readonly to: number;
}

const AROUND = /[\s`#[\]"'*]/;
const NOTHING = /^(?:[-–—]|none)?$/i;

/** What a tag may be called: one line, without what parts tags from each other or looks like a label. */
export function cleanTag(text: string): string {
	const words = text
		.replaceAll(/[\s,;|·•:#`[\]<>*_\\/—–"']+/gu, ' ')
		.trim()
		.slice(0, 60)
		.trim();
	return NOTHING.test(words) ? '' : words;
}

export function isSameTag(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}

export function tagsIn(value: string): string[] {
	return piecesOf(value).map(({ tag }) => tag);
}

/** The list with one more tag at its end, in the style of the last one. */
export function withTagIn(value: string, tag: string): string {
	const pieces = piecesOf(value);
	const last = pieces.at(-1);
	if (last === undefined) return tag;
	const before = pieces.at(-2);
	const hashes = isHashList(value);
	const between = before ? value.slice(before.to, last.from) : hashes ? ' ' : ', ';
	const word = hashes ? tag.replaceAll(' ', '-') : tag;
	const next =
		value.slice(0, last.to) + between + dressed(word, value, last) + value.slice(last.to);
	// A list that can't hold the tag in its own style is written anew in the plain one.
	const wanted = [...pieces.map((piece) => piece.tag), word];
	return isSameList(tagsIn(next), wanted) ? next : wanted.join(', ');
}

/** The list without a tag; empty when that was the last. */
export function withoutTagIn(value: string, tag: string): string {
	const pieces = piecesOf(value);
	const at = pieces.findIndex((piece) => isSameTag(piece.tag, tag));
	const piece = pieces[at];
	if (piece === undefined) return value;
	if (pieces.length === 1) return '';
	const [before, after] = [pieces[at - 1], pieces[at + 1]];
	const [from, to] = before ? [before.to, piece.to] : [piece.from, after?.from ?? piece.to];
	const next = value.slice(0, from) + value.slice(to);
	const wanted = pieces.filter((other) => other !== piece).map((other) => other.tag);
	const written = isSameList(tagsIn(next), wanted) ? next : wanted.join(', ');
	return withoutTagIn(written, tag);
}

function piecesOf(value: string): TagPiece[] {
	if (NOTHING.test(value.trim())) return [];
	const inner = /^\s*\[(.*)\]\s*$/.exec(value);
	const offset = inner ? value.indexOf('[') + 1 : 0;
	const text = inner?.[1] ?? value;
	const piece = isHashList(text) ? /\S+/g : text.includes(',') ? /[^,]+/g : /[^;]+/g;
	return [...text.matchAll(piece)].flatMap((match) => {
		const raw = match[0];
		const tag = withoutEnds(raw, AROUND);
		if (tag === '') return [];
		const from = offset + match.index + (raw.length - raw.trimStart().length);
		return { tag, from, to: from + raw.trim().length };
	});
}

function isHashList(text: string): boolean {
	const words = text.trim().split(/\s+/);
	return words.length > 0 && words.every((word) => /^#[^#,;]+$/.test(word));
}

function dressed(tag: string, value: string, like: TagPiece): string {
	const raw = value.slice(like.from, like.to);
	if (raw.startsWith('`') && raw.endsWith('`')) return `\`${tag}\``;
	return raw.startsWith('#') ? `#${tag}` : tag;
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((tag, n) => tag === other[n]);
}

/**
 * The little Markdown of a comment, as data: paragraphs, bullets, code, emphasis, links and names.
 * Whatever is none of these is text; nothing here is ever markup.
 */
import { splitMentions } from '#shared/doc/mention.ts';

export type CommentSpan =
	| { readonly kind: 'text' | 'code' | 'strong' | 'emphasis'; readonly text: string }
	| { readonly kind: 'link'; readonly text: string; readonly href: string }
	| { readonly kind: 'mention'; readonly id: string };

export type CommentBlock =
	| { readonly kind: 'paragraph'; readonly spans: readonly CommentSpan[] }
	| { readonly kind: 'bullets'; readonly items: readonly (readonly CommentSpan[])[] }
	| { readonly kind: 'quote'; readonly spans: readonly CommentSpan[] }
	| { readonly kind: 'code'; readonly text: string };

const FENCE = /^```[^\n]*$/;
const BULLET = /^\s*[-*]\s+/;
const QUOTE = /^>\s?/;
/** No part of it can match in two ways, so that no text takes more than one pass. */
const INLINE =
	/`([^`\n]{1,500})`|\*\*([^*\n]{1,500})\*\*|(?<![\p{L}\p{N}_])_([^_\n]{1,500})_(?![\p{L}\p{N}_])|(https?:\/\/[^\s<>"'`]{1,500})/gu;

export function commentBlocks(text: string): readonly CommentBlock[] {
	const lines = text.split(/\r?\n/);
	const blocks: CommentBlock[] = [];
	for (let at = 0; at < lines.length; ) {
		const line = lines[at] ?? '';
		if (line.trim() === '') {
			at++;
			continue;
		}
		const end = endOf(lines, at);
		blocks.push(blockFrom(lines.slice(at, end)));
		at = end;
	}
	return blocks;
}

type Kind = CommentBlock['kind'];

function kindOf(line: string): Kind {
	if (FENCE.test(line)) return 'code';
	if (BULLET.test(line)) return 'bullets';
	return QUOTE.test(line) ? 'quote' : 'paragraph';
}

/** The line after the block that begins here. */
function endOf(lines: readonly string[], start: number): number {
	const kind = kindOf(lines[start] ?? '');
	let at = start + 1;
	if (kind === 'code') {
		while (at < lines.length && lines[at]?.trim() !== '```') at++;
		return Math.min(at + 1, lines.length);
	}
	while (at < lines.length && lines[at]?.trim() !== '' && kindOf(lines[at] ?? '') === kind) at++;
	return at;
}

function blockFrom(lines: readonly string[]): CommentBlock {
	const kind = kindOf(lines[0] ?? '');
	switch (kind) {
		case 'code': {
			const closed = lines.length > 1 && lines.at(-1)?.trim() === '```';
			return { kind, text: lines.slice(1, closed ? -1 : undefined).join('\n') };
		}
		case 'bullets':
			return { kind, items: lines.map((line) => spansOf(line.replace(BULLET, ''))) };
		case 'quote':
			return { kind, spans: spansOf(lines.map((line) => line.replace(QUOTE, '')).join('\n')) };
		case 'paragraph':
			return { kind, spans: spansOf(lines.join('\n')) };
	}
}

function spansOf(text: string): CommentSpan[] {
	const spans: CommentSpan[] = [];
	let at = 0;
	for (const match of text.matchAll(INLINE)) {
		spans.push(...wordsOf(text.slice(at, match.index)), spanFrom(match));
		at = match.index + match[0].length;
	}
	return [...spans, ...wordsOf(text.slice(at))];
}

function spanFrom([, code, strong, emphasis, url]: RegExpMatchArray): CommentSpan {
	if (code !== undefined) return { kind: 'code', text: code };
	if (strong !== undefined) return { kind: 'strong', text: strong };
	if (emphasis !== undefined) return { kind: 'emphasis', text: emphasis };
	const href = url ?? '';
	return { kind: 'link', text: href, href };
}

function wordsOf(text: string): CommentSpan[] {
	return splitMentions(text).map((piece) =>
		typeof piece === 'string' ? { kind: 'text', text: piece } : { kind: 'mention', ...piece },
	);
}

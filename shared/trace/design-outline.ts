/** A Design's Markdown by headings: what stands where, in characters of the whole text and lines. */

import { isBlank } from '#shared/blanks.ts';
import { withoutEnd } from '#shared/ends.ts';
import { withoutComments } from '#shared/markdown/comments.ts';
import { frontMatterEnd, outlineOf } from '#shared/markdown/outline.ts';
import { type Rows, type Source, type Span, spanOf } from '#shared/markdown/source.ts';
import type { Place } from '#shared/trace/finding.ts';

/** Somewhere in the Markdown. */
export interface Spot {
	readonly place: Place;
	/** From 1. */
	readonly line: number;
}

export interface Block {
	readonly kind: 'words' | 'bullets' | 'steps' | 'table' | 'code' | 'comment' | 'rule';
	readonly rows: Rows;
	/** The rows of a list's items; empty for anything else. */
	readonly items: readonly Rows[];
}

/** A heading and what stands below it, deeper headings and their blocks included. */
export interface DesignSection {
	readonly title: string;
	/** The title as templates compare it. */
	readonly key: string;
	readonly level: number;
	/** The title's words. */
	readonly spot: Spot;
	/** Of the heading and all below it. */
	readonly rows: Rows;
	/** Below the heading itself, and below deeper ones. */
	readonly blocks: readonly Block[];
	readonly deeper: readonly DesignSection[];
}

export interface DesignOutline {
	readonly source: Source;
	/** The row on which the body begins. */
	readonly body: number;
	/** Blocks before the first section. */
	readonly lead: readonly Block[];
	readonly titles: readonly DesignSection[];
	/** Headings of the second level, in order. */
	readonly sections: readonly DesignSection[];
}

export function designOutline(source: Source): DesignOutline {
	const body = frontMatterEnd(source);
	const found = headed(source, body);
	const all = sectionsOf(source, found);
	const first = found.headings.find(({ level }) => level > 1)?.first ?? found.blocks.length;
	return {
		source,
		body,
		lead: found.blocks.slice(0, first),
		titles: all.filter(({ level }) => level === 1),
		sections: all.filter(({ level }) => level === 2),
	};
}

/** A title as people mean it: without signs, numbers before it, or a colon after it. */
export function sectionKey(title: string): string {
	const before = keys.get(title);
	if (before !== undefined) return before;
	if (keys.size >= MOST_KEYS) keys.clear();
	const now = keyOf(title);
	keys.set(title, now);
	return now;
}

/** Thousands of Designs have the same few titles, and are asked for each by its template. */
const keys = new Map<string, string>();
const MOST_KEYS = 2_000;

function keyOf(title: string): string {
	return title
		.replace(/[*_`]/g, '')
		.replace(/^\s*\d{1,3}[.)]\s+/, '')
		.trim()
		.split(/\s+/)
		.join(' ')
		.replace(/ ?:$/, '')
		.toLowerCase();
}

interface Heading {
	readonly level: number;
	readonly rows: Rows;
	readonly words: Span;
	/** How many blocks stand before it. */
	readonly first: number;
}

interface Headed {
	readonly headings: readonly Heading[];
	readonly blocks: readonly Block[];
}

function headed(source: Source, first: number): Headed {
	const headings: Heading[] = [];
	const blocks: Block[] = [];
	for (const node of outlineOf(source, first, 'tables')) {
		const { rows } = node;
		if (node.kind === 'heading') {
			const words = titleSpan(source, rows, node.setext);
			headings.push({ level: node.level, rows, words, first: blocks.length });
			continue;
		}
		const items = node.kind === 'list' ? node.items : [];
		blocks.push({ kind: kindOfBlock(source, node), rows, items });
	}
	return { headings, blocks };
}

function kindOfBlock(source: Source, node: ReturnType<typeof outlineOf>[number]): Block['kind'] {
	switch (node.kind) {
		case 'list':
			return node.ordered ? 'steps' : 'bullets';
		case 'table':
		case 'rule':
			return node.kind;
		case 'html':
			return isComment(source, node.rows) ? 'comment' : 'words';
		case 'fence':
			return 'code';
		case 'other':
			return /^(?:\t| {4})/.test(source.lines[node.rows.first]?.text ?? '') ? 'code' : 'words';
		default:
			return 'words';
	}
}

function isComment(source: Source, rows: Rows): boolean {
	const { from, to } = spanOf(source, rows);
	return withoutComments(source.text.slice(from, to)).trim() === '';
}

interface Made extends DesignSection {
	readonly first: number;
}

/** One pass, from the last heading back: deeper ones are made when the one above them is. */
function sectionsOf(source: Source, { headings, blocks }: Headed): DesignSection[] {
	const made: DesignSection[] = [];
	/** Sections further down that no later one is above of; the nearest is the last. */
	const open: Made[] = [];
	for (const { level, words, rows, first } of headings.toReversed()) {
		const deeper: Made[] = [];
		while ((open.at(-1)?.level ?? 0) > level) deeper.push(...open.splice(-1));
		const next = open.at(-1);
		const title = source.text.slice(words.from, words.to);
		const section: Made = {
			...{ title, key: sectionKey(title), level, deeper, first },
			spot: { place: words, line: rows.first + 1 },
			rows: { first: rows.first, end: next?.rows.first ?? source.lines.length },
			blocks: blocks.slice(first, next?.first ?? blocks.length),
		};
		made.push(section);
		open.push(section);
	}
	return made.toReversed();
}

function titleSpan(source: Source, rows: Rows, setext: boolean): Span {
	const line = source.lines[rows.first];
	const text = line?.text ?? '';
	const opening = setext ? /^\s*/ : /^\s*#{1,6}\s*/;
	const start = opening.exec(text)?.[0].length ?? 0;
	const words = text.trimEnd();
	const bare = setext ? words : withoutEnd(words, /#/);
	// Signs that no blank parts from the last word are the word's.
	const end = Math.max(start, /\s$/.test(bare) ? bare.trimEnd().length : words.length);
	const from = line?.from ?? 0;
	return { from: from + start, to: from + end };
}

/** The text of whole rows. */
export function textIn(source: Source, rows: Rows): string {
	const { from, to } = spanOf(source, rows);
	return source.text.slice(from, to);
}

/** A row's words, without the blanks around them. */
export function spotOfRow(source: Source, row: number): Spot {
	const { text, from } = source.lines[row] ?? { text: '', from: source.text.length };
	const start = isBlank(text) ? 0 : text.length - text.trimStart().length;
	return {
		place: { from: from + start, to: from + Math.max(start, text.trimEnd().length) },
		line: row + 1,
	};
}

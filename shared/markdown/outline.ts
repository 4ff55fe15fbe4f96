/**
 * The top-level blocks of a Markdown text with their rows, by markdown-it's block pass: what is a
 * heading and what only looks like one (in a fence, a list, a comment) is the parser's word.
 */
import MarkdownIt from 'markdown-it';
import { withLeanTokens } from '#shared/markdown/lean-tokens.ts';
import { createLists } from '#shared/markdown/outline-lists.ts';
import type { Rows, Source } from '#shared/markdown/source.ts';

export type Node =
	| {
			readonly kind: 'heading';
			readonly rows: Rows;
			readonly level: number;
			readonly setext: boolean;
	  }
	| { readonly kind: 'paragraph'; readonly rows: Rows }
	| {
			readonly kind: 'list';
			readonly rows: Rows;
			readonly ordered: boolean;
			readonly items: readonly Item[];
	  }
	| {
			readonly kind: 'fence';
			readonly rows: Rows;
			/** What stands after the opening signs: a language, or nothing. */
			readonly info: string;
			/** Whether the last row closes it. */
			readonly closed: boolean;
	  }
	| { readonly kind: 'quote'; readonly rows: Rows }
	| { readonly kind: 'table'; readonly rows: Rows }
	| { readonly kind: 'rule'; readonly rows: Rows }
	| { readonly kind: 'html'; readonly rows: Rows }
	| { readonly kind: 'other'; readonly rows: Rows };

/** One item of a list. */
export interface Item extends Rows {
	/** The paragraph it begins with; null when it begins otherwise. */
	readonly head: Rows | null;
	/** What the lists in it hold, one level down. */
	readonly items: readonly Item[];
}

/** Tables are read only where a format has them: elsewhere a bullet could pass for a header row. */
const PARSERS = { plain: createParser(), tables: createParser().enable('table') };

function createParser() {
	const parser = withLeanTokens(new MarkdownIt('commonmark'));
	parser.core.ruler.enableOnly(['normalize', 'block']);
	parser.block.ruler.disable('reference');
	return parser;
}

const KINDS: Readonly<Record<string, Node['kind']>> = {
	heading_open: 'heading',
	paragraph_open: 'paragraph',
	bullet_list_open: 'list',
	ordered_list_open: 'list',
	table_open: 'table',
	fence: 'fence',
	blockquote_open: 'quote',
	hr: 'rule',
	html_block: 'html',
};

/** The blocks of the rows from `first` on. */
export function outlineOf(source: Source, first: number, how: keyof typeof PARSERS): Node[] {
	const start = source.lines[first]?.from ?? source.text.length;
	const nodes: Node[] = [];
	const lists = createLists();
	const text = source.text.slice(start);
	for (const token of PARSERS[how === 'tables' && hasRoom(text) ? how : 'plain'].parse(text, {})) {
		if (token.nesting < 0) lists.close(token.type);
		if (token.map === null || token.nesting < 0) continue;
		const rows = { first: token.map[0] + first, end: token.map[1] + first };
		const items = lists.open(token, rows);
		if (token.level !== 0) continue;
		const kind = KINDS[token.type] ?? 'other';
		if (kind === 'heading') {
			const setext = !token.markup.startsWith('#');
			nodes.push({ kind, rows, level: Number(token.tag.slice(1)), setext });
		} else if (kind === 'list') {
			nodes.push({ kind, rows, ordered: token.type === 'ordered_list_open', items });
		} else if (kind === 'fence') {
			const info = token.info.trim();
			nodes.push({ kind, rows, info, closed: isClosed(source, rows, token.markup) });
		} else nodes.push({ kind, rows });
	}
	return nodes;
}

/** A parser makes three tokens of every cell: of a file of nothing but bars it would make millions. */
const MAX_BARS = 400_000;

function hasRoom(text: string): boolean {
	let count = 0;
	for (let at = text.indexOf('|'); at >= 0; at = text.indexOf('|', at + 1)) {
		if (++count > MAX_BARS) return false;
	}
	return true;
}

function isClosed(source: Source, rows: Rows, markup: string): boolean {
	const last = source.lines[rows.end - 1]?.text.trim() ?? '';
	return rows.end - rows.first > 1 && last.startsWith(markup) && !/[^`~]/.test(last);
}

/** Where YAML front matter ends: the row after its closing line, or 0 when there is none. */
export function frontMatterEnd(source: Source): number {
	if (source.lines[0]?.text.trimEnd() !== '---') return 0;
	const closing = source.lines
		.slice(1, MAX_FRONT_MATTER)
		.findIndex((line) => /^(?:---|\.\.\.)[ \t]*$/.test(line.text));
	return closing < 0 ? 0 : closing + 2;
}

const MAX_FRONT_MATTER = 2_000;

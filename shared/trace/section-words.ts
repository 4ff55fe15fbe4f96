/** What stands in a section: words that somebody wrote, hints that nobody answered. */
import { commentsIn, withoutComments } from '#shared/markdown/comments.ts';
import { type Rows, type Source, spanOf } from '#shared/markdown/source.ts';
import { type Block, type DesignSection, textIn } from '#shared/trace/design-outline.ts';
import type { SectionContent } from '#shared/trace/template.ts';

const HINT = /^<!--\s*hint:/i;

/** Hints in these rows, in characters of the whole text. */
export function hintsIn(
	source: Source,
	rows: Rows,
): readonly { readonly from: number; readonly to: number }[] {
	const start = spanOf(source, rows).from;
	const text = textIn(source, rows);
	return commentsIn(text)
		.filter(({ from, to }) => HINT.test(text.slice(from, to)))
		.map(({ from, to }) => ({ from: start + from, to: start + to }));
}

/** A section without a word: nothing, a comment, a list without items that say something. */
export function isEmpty(
	source: Source,
	section: Pick<DesignSection, 'blocks' | 'deeper'>,
): boolean {
	return section.deeper.length === 0 && section.blocks.every((block) => !says(source, block));
}

function says(source: Source, block: Block): boolean {
	if (block.kind === 'comment' || block.kind === 'rule') return false;
	// A table begins with its columns and a line below them.
	if (block.kind === 'table') return block.rows.end - block.rows.first > 2;
	const words = withoutComments(textIn(source, block.rows));
	const mayFence = words.includes('```') || words.includes('~~~');
	const bare = mayFence ? words.replace(/^[ \t]*(?:`{3,}|~{3,}).*$/gm, '') : words;
	return /[\p{L}\p{N}]/u.test(bare);
}

const NOTHING = /^[\s*_-]*(?:none|nothing|n\/?a|not applicable)\b[^\n]*\s*$/i;

/** Whether the section holds content of that kind; “None” answers for any but a signature. */
export function holds(
	source: Source,
	section: Pick<DesignSection, 'blocks' | 'deeper'>,
	content: SectionContent,
): boolean {
	const { blocks, deeper } = section;
	const kinds = new Set(blocks.map(({ kind }) => kind));
	const words = blocks.filter((block) => says(source, block));
	const [only] = words;
	if (words.length === 1 && only && NOTHING.test(textIn(source, only.rows))) return true;
	switch (content) {
		case 'prose':
			return words.length > 0 || deeper.length > 0;
		case 'bullets':
			return kinds.has('bullets') || kinds.has('steps') || deeper.length > 0;
		case 'steps':
			return kinds.has('steps');
		case 'table':
			return kinds.has('table');
		case 'signatures':
			return kinds.has('code') || words.some(({ rows }) => /`[^`]+`/.test(textIn(source, rows)));
		case 'functions':
			return deeper.length > 0;
	}
}

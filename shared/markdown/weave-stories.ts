/** A stories file from its blocks, every one of them as the base has it where it did not change. */
import type { StoriesBlock } from '#shared/doc/block.ts';
import { printStory } from '#shared/markdown/print-story.ts';
import type { Source } from '#shared/markdown/source.ts';
import { spliceStory } from '#shared/markdown/splice-story.ts';
import type { StoryEntry } from '#shared/markdown/story-entries.ts';
import { CANONICAL_STYLE, type StoryStyle, styleOf } from '#shared/markdown/story-style.ts';
import { joinPieces, type Piece, rawRows, textPieces } from '#shared/markdown/weave.ts';

export function weaveStories(
	source: Source,
	entries: readonly StoryEntry[],
	blocks: readonly StoriesBlock[],
): string {
	const stories = new Map(
		entries.flatMap((entry, at) =>
			entry.kind === 'story' ? [[entry.story.id, { ...entry, at }]] : [],
		),
	);
	const texts = textPieces(source, entries);
	const first = entries.find((entry) => entry.kind === 'story');
	let style: StoryStyle =
		first?.kind === 'story' ? styleOf(source, first.part, CANONICAL_STYLE) : CANONICAL_STYLE;
	const pieces = blocks.map((block): Piece => {
		if (block.kind === 'text') return texts(block.text);
		const before = stories.get(block.story.id);
		stories.delete(block.story.id);
		if (before !== undefined) style = styleOf(source, before.part, style);
		const own = style;
		const reprint = () => printStory(block.story, own, source.eol);
		if (before === undefined) return { text: reprint(), at: null };
		return { text: spliceStory(source, before, block.story, own), at: before.at, reprint };
	});
	return joinPieces(source, rawRows(entries), pieces);
}

/**
 * What `user_stories.md` and `context_map.md` hold, in file order: artefacts, and the verbatim
 * text between them, so that file and document lose nothing to each other.
 */
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { TextId } from '#shared/id.ts';

/** Lines that are no artefact (titles, groups, prose), without the blank lines around them. */
export interface TextBlock {
	readonly kind: 'text';
	readonly id: TextId;
	readonly text: string;
}

export interface StoryBlock {
	readonly kind: 'story';
	readonly story: Story;
}

export interface ContextBlock {
	readonly kind: 'context';
	readonly context: Context;
}

export type StoriesBlock = StoryBlock | TextBlock;
export type ContextsBlock = ContextBlock | TextBlock;

export function idOfBlock(block: StoriesBlock | ContextsBlock): string {
	if (block.kind === 'text') return block.id;
	return block.kind === 'story' ? block.story.id : block.context.id;
}

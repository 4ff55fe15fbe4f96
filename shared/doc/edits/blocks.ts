/** Adds whole blocks, as an import brings them. One transaction and one undo step. */
import type { ContextsBlock, StoriesBlock } from '#shared/doc/block.ts';
import { type ContextsDoc, contextMapFrom } from '#shared/doc/contexts-doc.ts';
import { evenKeys, keysBetween } from '#shared/doc/fractional-index.ts';
import type { Origin } from '#shared/doc/origin.ts';
import {
	readBlockOrder,
	type StoriesDoc,
	storyMapFrom,
	textMapFrom,
} from '#shared/doc/stories-doc.ts';

/** Puts the blocks at the end, in their order. One whose id is there already is left out. */
export function addBlocks(
	doc: StoriesDoc | ContextsDoc,
	blocks: readonly (StoriesBlock | ContextsBlock)[],
	origin: Origin,
): void {
	doc.yDoc.transact(() => {
		const last = readBlockOrder(doc.blocks).at(-1)?.order ?? null;
		const orders = keysBetween(last, null, blocks.length);
		for (const [n, block] of blocks.entries()) {
			const order = orders[n] ?? '';
			if (block.kind === 'text') {
				if (!doc.blocks.has(block.id)) doc.blocks.set(block.id, textMapFrom(block, order));
			} else if (block.kind === 'story') {
				const { story } = block;
				if (doc.blocks.has(story.id)) continue;
				doc.blocks.set(story.id, storyMapFrom(story, order, evenKeys(story.criteria.length)));
			} else {
				const { context } = block;
				if (doc.blocks.has(context.id)) continue;
				const keys = evenKeys(context.components.length);
				doc.blocks.set(context.id, contextMapFrom(context, order, keys));
			}
		}
	}, origin);
}

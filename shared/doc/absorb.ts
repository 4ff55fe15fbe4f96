/**
 * Brings what happened to a file into its document: the difference between the last text both
 * agreed on (`base`) and the file's text (`next`), field by field, as the smallest edits. What the
 * document changed meanwhile survives; the answer is the words that both changed. One transaction
 * each.
 *
 * A file that is over the limits changes nothing; readers say why.
 */
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import { absorbContext } from '#shared/doc/absorb-context.ts';
import { absorbStory } from '#shared/doc/absorb-story.ts';
import { arrangeBlocks } from '#shared/doc/arrange.ts';
import { type ContextsBlock, idOfBlock, type StoriesBlock } from '#shared/doc/block.ts';
import { type BothChanged, bothChanged } from '#shared/doc/both-changed.ts';
import {
	type ContextsDoc,
	contextMapFrom,
	contextMapOf,
	readContext,
	readContextBlocks,
} from '#shared/doc/contexts-doc.ts';
import { evenKeys } from '#shared/doc/fractional-index.ts';
import type { TextConflict } from '#shared/doc/merge-text.ts';
import type { Origin } from '#shared/doc/origin.ts';
import {
	readStory,
	readStoryBlocks,
	type StoriesDoc,
	storyMapFrom,
	storyMapOf,
} from '#shared/doc/stories-doc.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { readStories } from '#shared/markdown/stories.ts';

export function absorbStories(
	doc: StoriesDoc,
	base: string,
	next: string,
	origin: Origin,
): readonly BothChanged[] {
	const before = readStories(base);
	const like = [...storiesIn(before.blocks).values()];
	const after = readStories(next, like);
	if (before.refusal !== null || after.refusal !== null) return [];
	return applyStoryBlocks(doc, before.blocks, after.blocks, origin);
}

export function absorbContexts(
	doc: ContextsDoc,
	base: string,
	next: string,
	stories: readonly Pick<Story, 'id' | 'title'>[],
	origin: Origin,
): readonly BothChanged[] {
	const before = readContextMap(base, stories);
	const like = [...contextsIn(before.blocks).values()];
	const after = readContextMap(next, stories, like);
	if (before.refusal !== null || after.refusal !== null) return [];
	return applyContextBlocks(doc, before.blocks, after.blocks, origin);
}

/** Applies the difference between two readings of a stories file. */
export function applyStoryBlocks(
	doc: StoriesDoc,
	base: readonly StoriesBlock[],
	next: readonly StoriesBlock[],
	origin: Origin,
): readonly BothChanged[] {
	const [before, after] = [storiesIn(base), storiesIn(next)];
	const both: BothChanged[] = [];
	doc.yDoc.transact(() => {
		for (const [id, story] of before) {
			const own = readStory(doc, story.id);
			if (own === null || after.has(id)) continue;
			const untouched = JSON.stringify(own) === JSON.stringify(story);
			if (untouched) removeBlock(doc, id);
			else both.push(...bothChanged(id, null, [kept(own.title)]));
		}
		for (const [id, story] of after) {
			const map = storyMapOf(doc, story.id);
			const old = before.get(id) ?? readStory(doc, story.id);
			if (map !== null && old !== null) both.push(...absorbStory(map, old, story));
		}
		const revived = base.filter((block) => isRevived(doc, block, before, after));
		both.push(
			...revived.flatMap((block) => bothChanged(idOfBlock(block), null, [cameBack(block)])),
		);
		const known = base.filter((block) => !revived.includes(block));
		const around = arrangeBlocks(doc.blocks, readStoryBlocks(doc), known, next, (id, order) => {
			const story = after.get(id);
			if (story) doc.blocks.set(id, storyMapFrom(story, order, evenKeys(story.criteria.length)));
		});
		both.push(...bothChanged(null, null, around));
	}, origin);
	return both;
}

/** Applies the difference between two readings of a context map. */
export function applyContextBlocks(
	doc: ContextsDoc,
	base: readonly ContextsBlock[],
	next: readonly ContextsBlock[],
	origin: Origin,
): readonly BothChanged[] {
	const [before, after] = [contextsIn(base), contextsIn(next)];
	const both: BothChanged[] = [];
	doc.yDoc.transact(() => {
		for (const [id, context] of before) {
			const own = readContext(doc, context.id);
			if (own === null || after.has(id)) continue;
			const untouched = JSON.stringify(own) === JSON.stringify(context);
			if (untouched) removeBlock(doc, id);
			else both.push(...bothChanged(id, null, [kept(own.name)]));
		}
		for (const [id, context] of after) {
			const map = contextMapOf(doc, context.id);
			const old = before.get(id) ?? readContext(doc, context.id);
			if (map !== null && old !== null) both.push(...absorbContext(map, old, context));
		}
		const revived = base.filter((block) => isRevived(doc, block, before, after));
		both.push(
			...revived.flatMap((block) => bothChanged(idOfBlock(block), null, [cameBack(block)])),
		);
		const known = base.filter((block) => !revived.includes(block));
		const around = arrangeBlocks(doc.blocks, readContextBlocks(doc), known, next, (id, order) => {
			const context = after.get(id);
			if (context)
				doc.blocks.set(id, contextMapFrom(context, order, evenKeys(context.components.length)));
		});
		both.push(...bothChanged(null, null, around));
	}, origin);
	return both;
}

/** Taken away in the file, edited here: it stays. */
function kept(words: string): TextConflict {
	return { mine: words, theirs: '', both: words };
}

/** Deleted in the document, but edited in the file: the edit brings it back. */
function isRevived(
	doc: StoriesDoc | ContextsDoc,
	block: StoriesBlock | ContextsBlock,
	before: ReadonlyMap<string, unknown>,
	after: ReadonlyMap<string, unknown>,
): boolean {
	const id = idOfBlock(block);
	if (block.kind === 'text' || doc.blocks.has(id) || !after.has(id)) return false;
	return JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id));
}

function cameBack(block: StoriesBlock | ContextsBlock): TextConflict {
	const words = block.kind === 'story' ? block.story.title : '';
	const theirs = block.kind === 'context' ? block.context.name : words;
	return { mine: '', theirs, both: theirs };
}

function removeBlock(doc: StoriesDoc | ContextsDoc, id: string): void {
	doc.blocks.delete(id);
}

function storiesIn(blocks: readonly StoriesBlock[]): Map<string, Story> {
	return new Map(
		blocks.flatMap((block) => (block.kind === 'story' ? [[block.story.id, block.story]] : [])),
	);
}

function contextsIn(blocks: readonly ContextsBlock[]): Map<string, Context> {
	return new Map(
		blocks.flatMap((block) =>
			block.kind === 'context' ? [[block.context.id, block.context]] : [],
		),
	);
}

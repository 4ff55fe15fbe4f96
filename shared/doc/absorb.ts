/**
 * Brings what happened to a file into its document: the difference between the last text both
 * agreed on (`base`) and the file's text (`next`), field by field, as the smallest edits. What the
 * document changed meanwhile survives; the answer is the words that both changed. One transaction
 * each.
 *
 * A file that is over the limits changes nothing; readers say why.
 */
import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import type { Component } from '#shared/artefact/component.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import { absorbBlocks, type LiveBlocks } from '#shared/doc/absorb-blocks.ts';
import { absorbContext, liveComponents } from '#shared/doc/absorb-context.ts';
import { absorbParts } from '#shared/doc/absorb-parts.ts';
import { absorbStory, liveCriteria } from '#shared/doc/absorb-story.ts';
import type { ContextsBlock, StoriesBlock } from '#shared/doc/block.ts';
import type { BothChanged } from '#shared/doc/both-changed.ts';
import {
	type ContextsDoc,
	contextMapFrom,
	contextMapOf,
	readContext,
	readContextBlocks,
} from '#shared/doc/contexts-doc.ts';
import { putStory, takeStory } from '#shared/doc/edits/stories.ts';
import type { Origin } from '#shared/doc/origin.ts';
import {
	readStory,
	readStoryBlocks,
	type StoriesDoc,
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
	const like = storiesIn(before.blocks);
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
	const like = contextsIn(before.blocks);
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
	return doc.yDoc.transact(() => absorbBlocks(liveStories(doc), base, next), origin);
}

/** Applies the difference between two readings of a context map. */
export function applyContextBlocks(
	doc: ContextsDoc,
	base: readonly ContextsBlock[],
	next: readonly ContextsBlock[],
	origin: Origin,
): readonly BothChanged[] {
	return doc.yDoc.transact(() => absorbBlocks(liveContexts(doc), base, next), origin);
}

function liveStories(doc: StoriesDoc): LiveBlocks<Story, AcceptanceCriterion> {
	return {
		blocks: doc.blocks,
		read: () => readStoryBlocks(doc),
		artefactOf: (block) => (block.kind === 'story' ? block.story : null),
		nameOf: ({ title }) => title,
		find: (id) => readStory(doc, id),
		merge(base, next) {
			const map = storyMapOf(doc, next.id);
			return map === null ? [] : absorbStory(map, base, next);
		},
		insert: (story, order) => putStory(doc, { ...story, criteria: [] }, order),
		remove: (id) => takeStory(doc, id),
		partsOf: ({ criteria }) => criteria,
		withParts: (story, criteria) => ({ ...story, criteria: [...criteria] }),
		absorbParts: (base, next, fresh) => absorbParts(liveCriteria(doc), base, next, fresh),
	};
}

function liveContexts(doc: ContextsDoc): LiveBlocks<Context, Component> {
	return {
		blocks: doc.blocks,
		read: () => readContextBlocks(doc),
		artefactOf: (block) => (block.kind === 'context' ? block.context : null),
		nameOf: ({ name }) => name,
		find: (id) => readContext(doc, id),
		merge(base, next) {
			const map = contextMapOf(doc, next.id);
			return map === null ? [] : absorbContext(map, base, next);
		},
		insert: (context, order) =>
			void doc.blocks.set(context.id, contextMapFrom({ ...context, components: [] }, order, [])),
		remove: (id) => doc.blocks.delete(id),
		partsOf: ({ components }) => components,
		withParts: (context, components) => ({ ...context, components: [...components] }),
		absorbParts: (base, next, fresh) => absorbParts(liveComponents(doc), base, next, fresh),
	};
}

function storiesIn(blocks: readonly StoriesBlock[]): Story[] {
	return blocks.flatMap((block) => (block.kind === 'story' ? block.story : []));
}

function contextsIn(blocks: readonly ContextsBlock[]): Context[] {
	return blocks.flatMap((block) => (block.kind === 'context' ? block.context : []));
}

/** Every write to Stories as a whole. Each function is one transaction and one undo step. */
import type * as Y from 'yjs';
import type { Story } from '#shared/artefact/story.ts';
import { setText, writeText } from '#shared/doc/apply-text.ts';
import { criteriaOf } from '#shared/doc/criterion-place.ts';
import { writeCriteria } from '#shared/doc/edits/criteria.ts';
import { keyAmongBlocks } from '#shared/doc/edits/place.ts';
import { evenKeys } from '#shared/doc/fractional-index.ts';
import { inOneStep } from '#shared/doc/one-step.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { mapIn, textIn } from '#shared/doc/read-value.ts';
import {
	readBlockOrder,
	type StoriesDoc,
	storyMapFrom,
	storyMapOf,
} from '#shared/doc/stories-doc.ts';
import { bringBack, takeAway } from '#shared/doc/story-gone.ts';
import type { StoryId } from '#shared/id.ts';

/** Adds the Story right after a block, first (null), or last (undefined). */
export function addStory(
	doc: StoriesDoc,
	story: Story,
	after: string | null | undefined,
	origin: Origin,
): void {
	inOneStep(doc.yDoc, origin, () => {
		const order = keyAmongBlocks(readBlockOrder(doc.blocks), after);
		putStory(doc, story, order);
	});
}

export function setStoryTitle(doc: StoriesDoc, id: StoryId, title: string, origin: Origin): void {
	setStoryProse(doc, id, 'title', title, origin);
}

export function setStoryNarrative(
	doc: StoriesDoc,
	id: StoryId,
	narrative: string,
	origin: Origin,
): void {
	setStoryProse(doc, id, 'narrative', narrative, origin);
}

export function setStoryNotes(doc: StoriesDoc, id: StoryId, notes: string, origin: Origin): void {
	setStoryProse(doc, id, 'notes', notes, origin);
}

/**
 * Makes a Story read like this one, field by field and criterion by criterion, by the smallest
 * edits. A Story that is not there is left alone.
 */
export function replaceStory(doc: StoriesDoc, story: Story, origin: Origin): void {
	const map = storyMapOf(doc, story.id);
	if (map === null) return;
	doc.yDoc.transact(() => writeStory(doc, map, story), origin);
}

/** Moves the Story right after a block, or to the front (null). */
export function moveStory(
	doc: StoriesDoc,
	id: StoryId,
	after: string | null,
	origin: Origin,
): void {
	inOneStep(doc.yDoc, origin, () => {
		storyMapOf(doc, id)?.set('order', keyAmongBlocks(readBlockOrder(doc.blocks), after, id));
	});
}

/** Deletes the Story's text. A Story that the log names is archived instead; callers see to it. */
export function removeStory(doc: StoriesDoc, id: StoryId, origin: Origin): void {
	inOneStep(doc.yDoc, origin, () => takeStory(doc, id));
}

/** Puts a Story there; one that was taken away comes back. No transaction of its own. */
export function putStory(doc: StoriesDoc, story: Story, order: string): void {
	const map = mapIn(doc.blocks, story.id);
	if (map?.get('kind') !== 'gone') {
		doc.blocks.set(story.id, storyMapFrom(story, order, evenKeys(story.criteria.length)));
		return;
	}
	bringBack(map);
	map.set('order', order);
	writeStory(doc, map, story);
}

/** Takes a Story away. No transaction of its own. */
export function takeStory(doc: StoriesDoc, id: StoryId): void {
	const map = storyMapOf(doc, id);
	if (map === null) return;
	const criteria = criteriaOf(doc.blocks, id).map(({ id: criterion, home }): [string, string] => [
		criterion,
		textIn(home, 'text')?.toString() ?? '',
	]);
	takeAway(map, Object.fromEntries(criteria));
}

function writeStory(doc: StoriesDoc, map: Y.Map<unknown>, story: Story): void {
	for (const field of ['title', 'narrative', 'notes'] as const) {
		const text = textIn(map, field);
		if (text !== null) writeText(text, story[field]);
	}
	writeCriteria(doc, story.id, story.criteria);
}

function setStoryProse(
	doc: StoriesDoc,
	id: StoryId,
	field: 'title' | 'narrative' | 'notes',
	next: string,
	origin: Origin,
): void {
	const map = storyMapOf(doc, id);
	const text = map && textIn(map, field);
	if (text) setText(text, next, origin);
}

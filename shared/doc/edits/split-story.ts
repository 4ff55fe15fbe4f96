import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import type { Story } from '#shared/artefact/story.ts';
import { readStoryMetadata, withPriority, withTag } from '#shared/artefact/story-metadata.ts';
import { writeText } from '#shared/doc/apply-text.ts';
import { writeCriteria } from '#shared/doc/edits/criteria.ts';
import { keyAmongBlocks } from '#shared/doc/edits/place.ts';
import { putStory } from '#shared/doc/edits/stories.ts';
import { inOneStep } from '#shared/doc/one-step.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { textIn } from '#shared/doc/read-value.ts';
import { readBlockOrder, readStory, type StoriesDoc, storyMapOf } from '#shared/doc/stories-doc.ts';
import type { AcceptanceCriterionId, StoryId } from '#shared/id.ts';

/**
 * Where a Story is cut in two: at a character of its narrative; at a character of a criterion,
 * with the criteria below it; or by naming the criteria that leave.
 */
export type SplitPlace =
	| { readonly narrative: number }
	| { readonly criterion: AcceptanceCriterionId; readonly at: number }
	| { readonly criteria: readonly AcceptanceCriterionId[] };

/** Ids for what a split makes. */
export interface SplitIds {
	readonly story: StoryId;
	/** For a criterion that was cut in the middle. */
	readonly criterion: AcceptanceCriterionId;
}

/**
 * Cuts a Story in two; the second stands right below, with the priority and tags of the first.
 * Criteria that move keep their ids. One transaction and one undo step.
 */
export function splitStory(
	doc: StoriesDoc,
	id: StoryId,
	place: SplitPlace,
	ids: SplitIds,
	origin: Origin,
): void {
	const story = readStory(doc, id);
	const map = storyMapOf(doc, id);
	if (story === null || map === null) return;
	const [first, second] = halves(story, place, ids);
	inOneStep(doc.yDoc, origin, () => {
		const narrative = textIn(map, 'narrative');
		if (narrative !== null) writeText(narrative, first.narrative);
		const order = keyAmongBlocks(readBlockOrder(doc.blocks), id);
		putStory(doc, { ...second, criteria: [] }, order);
		writeCriteria(doc, second.id, second.criteria);
		writeCriteria(doc, id, first.criteria);
	});
}

function halves(story: Story, place: SplitPlace, ids: SplitIds): readonly [Story, Story] {
	const { narrative, criteria } = story;
	const next = { id: ids.story, title: '', narrative: '', notes: inherited(story.notes) };
	if ('narrative' in place) {
		const [above, below] = cut(narrative, place.narrative);
		return [
			{ ...story, narrative: above },
			{ ...next, narrative: below, criteria: [] },
		];
	}
	if ('criteria' in place) {
		const leaving = new Set(place.criteria);
		return [
			{ ...story, criteria: criteria.filter((one) => !leaving.has(one.id)) },
			{ ...next, criteria: criteria.filter((one) => leaving.has(one.id)) },
		];
	}
	const [stay, leave] = cutCriteria(criteria, place.criterion, place.at, ids.criterion);
	return [
		{ ...story, criteria: stay },
		{ ...next, criteria: leave },
	];
}

function cutCriteria(
	criteria: readonly AcceptanceCriterion[],
	id: AcceptanceCriterionId,
	at: number,
	minted: AcceptanceCriterionId,
): readonly [AcceptanceCriterion[], AcceptanceCriterion[]] {
	const place = criteria.findIndex((one) => one.id === id);
	const here = criteria[place];
	if (here === undefined) return [[...criteria], []];
	const [above, below] = cut(here.text, at);
	const before = criteria.slice(0, place);
	const after = criteria.slice(place + 1);
	if (above === '') return [before, [here, ...after]];
	if (below === '') return [[...before, here], after];
	return [
		[...before, { id, text: above }],
		[{ id: minted, text: below }, ...after],
	];
}

function cut(text: string, at: number): readonly [string, string] {
	return [text.slice(0, at).trimEnd(), text.slice(at).trimStart()];
}

function inherited(notes: string): string {
	const { priority, tags } = readStoryMetadata(notes);
	return tags.reduce(withTag, withPriority('', priority));
}

/** Every write to a Story's criteria. Each exported edit is one transaction and one undo step. */
import type * as Y from 'yjs';
import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import { setText, writeText } from '#shared/doc/apply-text.ts';
import { keyAfter } from '#shared/doc/edits/place.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { mapIn, textIn } from '#shared/doc/read-value.ts';
import {
	criterionMapFrom,
	criterionTextOf,
	readCriterionOrder,
	type StoriesDoc,
	storyMapOf,
} from '#shared/doc/stories-doc.ts';
import type { AcceptanceCriterionId, StoryId } from '#shared/id.ts';

/** Adds a criterion right after another, first (null), or last (undefined). */
export function addCriterion(
	doc: StoriesDoc,
	story: StoryId,
	criterion: AcceptanceCriterion,
	after: AcceptanceCriterionId | null | undefined,
	origin: Origin,
): void {
	const map = storyMapOf(doc, story);
	if (map === null) return;
	doc.yDoc.transact(
		() => insertCriterion(map, criterion, after === undefined ? '' : after),
		origin,
	);
}

export function setCriterion(
	doc: StoriesDoc,
	story: StoryId,
	id: AcceptanceCriterionId,
	text: string,
	origin: Origin,
): void {
	const live = criterionTextOf(doc, story, id);
	if (live !== null) setText(live, text, origin);
}

/** Moves a criterion right after another, or to the front (null). */
export function moveCriterion(
	doc: StoriesDoc,
	story: StoryId,
	id: AcceptanceCriterionId,
	after: AcceptanceCriterionId | null,
	origin: Origin,
): void {
	const map = storyMapOf(doc, story);
	if (map === null) return;
	doc.yDoc.transact(() => placeCriterion(map, id, after), origin);
}

export function removeCriterion(
	doc: StoriesDoc,
	story: StoryId,
	id: AcceptanceCriterionId,
	origin: Origin,
): void {
	const map = storyMapOf(doc, story);
	if (map === null) return;
	doc.yDoc.transact(() => mapIn(map, 'criteria')?.delete(id), origin);
}

/** Makes the criteria read like these, touching only what differs. No transaction of its own. */
export function writeCriteria(
	story: Y.Map<unknown>,
	criteria: readonly AcceptanceCriterion[],
): void {
	const wanted = new Set<string>(criteria.map(({ id }) => id));
	for (const { id } of readCriterionOrder(story)) {
		if (!wanted.has(id)) mapIn(story, 'criteria')?.delete(id);
	}
	let previous: AcceptanceCriterionId | null = null;
	for (const criterion of criteria) {
		const entry = mapIn(story, 'criteria');
		const map = entry && mapIn(entry, criterion.id);
		const text = map && textIn(map, 'text');
		if (text) {
			writeText(text, criterion.text);
			placeCriterion(story, criterion.id, previous);
		} else insertCriterion(story, criterion, previous);
		previous = criterion.id;
	}
}

/** Puts a criterion into its place; `after` that is not there means last. */
export function insertCriterion(
	story: Y.Map<unknown>,
	criterion: AcceptanceCriterion,
	after: string | null,
): void {
	const order = keyAfter(readCriterionOrder(story), after);
	mapIn(story, 'criteria')?.set(criterion.id, criterionMapFrom(criterion, order));
}

function placeCriterion(
	story: Y.Map<unknown>,
	id: AcceptanceCriterionId,
	after: AcceptanceCriterionId | null,
): void {
	const entries = readCriterionOrder(story);
	const at = entries.findIndex((entry) => entry.id === id);
	if (at >= 0 && (entries[at - 1]?.id ?? null) === after) return;
	const criteria = mapIn(story, 'criteria');
	const map = criteria && mapIn(criteria, id);
	map?.set('order', keyAfter(entries, after, id));
}

/** Every write to a Story's criteria. Each exported edit is one transaction and one undo step. */
import type * as Y from 'yjs';
import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import { setText, writeText } from '#shared/doc/apply-text.ts';
import { keyAfter } from '#shared/doc/edits/place.ts';
import { inOneStep } from '#shared/doc/one-step.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { mapIn, proseIn, textIn } from '#shared/doc/read-value.ts';
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
	addCriteria(doc, story, [criterion], after, origin);
}

/** Adds several criteria, in order, right after another, first (null), or last (undefined). */
export function addCriteria(
	doc: StoriesDoc,
	story: StoryId,
	criteria: readonly AcceptanceCriterion[],
	after: AcceptanceCriterionId | null | undefined,
	origin: Origin,
): void {
	const map = storyMapOf(doc, story);
	if (map === null) return;
	inOneStep(doc.yDoc, origin, () => {
		let above: string | null = after === undefined ? '' : after;
		for (const criterion of criteria) {
			insertCriterion(map, criterion, above);
			above = criterion.id;
		}
	});
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
	moveCriteria(doc, story, [id], story, after, origin);
}

/**
 * Moves criteria, in the order given, right after another one of a Story, to its front (null), or
 * to its end (undefined). Into another Story they go with their ids.
 */
export function moveCriteria(
	doc: StoriesDoc,
	from: StoryId,
	ids: readonly AcceptanceCriterionId[],
	to: StoryId,
	after: AcceptanceCriterionId | null | undefined,
	origin: Origin,
): void {
	const [source, target] = [storyMapOf(doc, from), storyMapOf(doc, to)];
	if (source === null || target === null) return;
	inOneStep(doc.yDoc, origin, () => {
		let above: AcceptanceCriterionId | null =
			after === undefined ? (readCriterionOrder(target).at(-1)?.id ?? null) : after;
		for (const id of ids) {
			if (from === to) placeCriterion(target, id, above);
			else carryCriterion(source, target, id, above);
			above = id;
		}
	});
}

export function removeCriterion(
	doc: StoriesDoc,
	story: StoryId,
	id: AcceptanceCriterionId,
	origin: Origin,
): void {
	const map = storyMapOf(doc, story);
	if (map === null) return;
	inOneStep(doc.yDoc, origin, () => mapIn(map, 'criteria')?.delete(id));
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

function carryCriterion(
	source: Y.Map<unknown>,
	target: Y.Map<unknown>,
	id: AcceptanceCriterionId,
	after: AcceptanceCriterionId | null,
): void {
	const criteria = mapIn(source, 'criteria');
	const map = criteria && mapIn(criteria, id);
	if (!map) return;
	insertCriterion(target, { id, text: proseIn(map, 'text') }, after);
	criteria.delete(id);
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

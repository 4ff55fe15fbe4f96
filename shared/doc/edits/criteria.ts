/** Every write to a Story's criteria. Each exported edit is one transaction and one undo step. */
import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import { setText, writeText } from '#shared/doc/apply-text.ts';
import {
	carryCriterion,
	dropCriterion,
	placeCriterion,
	putCriterion,
} from '#shared/doc/criterion-edits.ts';
import { storyOfCriterion } from '#shared/doc/criterion-place.ts';
import { keyAfter } from '#shared/doc/edits/place.ts';
import { inOneStep } from '#shared/doc/one-step.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { rekey } from '#shared/doc/sequence.ts';
import {
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
	if (storyMapOf(doc, story) === null) return;
	inOneStep(doc.yDoc, origin, () => {
		let above: string | null = after === undefined ? '' : after;
		for (const criterion of criteria) {
			insertCriterion(doc, story, criterion, above);
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
	if (storyMapOf(doc, from) === null || storyMapOf(doc, to) === null) return;
	inOneStep(doc.yDoc, origin, () => {
		let above: AcceptanceCriterionId | null =
			after === undefined ? (readCriterionOrder(doc, to).at(-1)?.id ?? null) : after;
		for (const id of ids) {
			if (from === to) placeAfter(doc, to, id, above);
			else carryAfter(doc, from, to, id, above);
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
	if (storyMapOf(doc, story) === null) return;
	inOneStep(doc.yDoc, origin, () => dropCriterion(doc.blocks, story, id));
}

/**
 * Makes the criteria of a Story read like these, touching only what differs; one that stands in
 * another Story comes from there. No transaction of its own.
 */
export function writeCriteria(
	doc: StoriesDoc,
	story: StoryId,
	criteria: readonly AcceptanceCriterion[],
): void {
	const wanted = new Set<string>(criteria.map(({ id }) => id));
	const keys = new Map<string, string>();
	for (const { id, order } of readCriterionOrder(doc, story)) {
		if (wanted.has(id)) keys.set(id, order);
		else dropCriterion(doc.blocks, story, id);
	}
	const moved = rekey([...wanted], keys);
	for (const criterion of criteria) {
		const order = moved.get(criterion.id);
		if (!keys.has(criterion.id)) bringCriterion(doc, story, criterion, order ?? '');
		else if (order !== undefined) placeCriterion(doc.blocks, story, criterion.id, order);
		const text = criterionTextOf(doc, story, criterion.id);
		if (text) writeText(text, criterion.text);
	}
}

/** Brings a criterion from the Story in which it stands, or makes it. No transaction of its own. */
export function bringCriterion(
	doc: StoriesDoc,
	story: StoryId,
	criterion: AcceptanceCriterion,
	order: string,
): void {
	const from = storyOfCriterion(doc.blocks, criterion.id);
	if (from === null) putCriterion(doc.blocks, story, criterion, order);
	else if (from !== story) carryCriterion(doc.blocks, criterion.id, from, story, order);
}

/** Puts a criterion into its place; `after` that is not there means last. */
function insertCriterion(
	doc: StoriesDoc,
	story: StoryId,
	criterion: AcceptanceCriterion,
	after: string | null,
): void {
	const order = keyAfter(readCriterionOrder(doc, story), after);
	putCriterion(doc.blocks, story, criterion, order);
}

function carryAfter(
	doc: StoriesDoc,
	from: StoryId,
	to: StoryId,
	id: AcceptanceCriterionId,
	after: string | null,
): void {
	carryCriterion(doc.blocks, id, from, to, keyAfter(readCriterionOrder(doc, to), after));
}

function placeAfter(
	doc: StoriesDoc,
	story: StoryId,
	id: AcceptanceCriterionId,
	after: AcceptanceCriterionId | null,
): void {
	const entries = readCriterionOrder(doc, story);
	const at = entries.findIndex((entry) => entry.id === id);
	if (at >= 0 && (entries[at - 1]?.id ?? null) === after) return;
	placeCriterion(doc.blocks, story, id, keyAfter(entries, after, id));
}

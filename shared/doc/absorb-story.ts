import type * as Y from 'yjs';
import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import type { Story } from '#shared/artefact/story.ts';
import { mergeChange } from '#shared/doc/apply-text.ts';
import { mapIn, textIn } from '#shared/doc/read-value.ts';
import { mergeOrder, rekey } from '#shared/doc/sequence.ts';
import { criterionMapFrom, readCriterionOrder } from '#shared/doc/stories-doc.ts';

/** Brings the change from one reading of a Story to the next into it. No transaction of its own. */
export function absorbStory(story: Y.Map<unknown>, base: Story, next: Story): void {
	for (const field of ['title', 'narrative', 'notes'] as const) {
		const text = textIn(story, field);
		if (text !== null) mergeChange(text, base[field], next[field]);
	}
	const criteria = mapIn(story, 'criteria');
	if (criteria !== null) absorbCriteria(story, criteria, base.criteria, next.criteria);
}

function absorbCriteria(
	story: Y.Map<unknown>,
	criteria: Y.Map<unknown>,
	base: readonly AcceptanceCriterion[],
	next: readonly AcceptanceCriterion[],
): void {
	const after = new Map(next.map((one) => [one.id as string, one]));
	for (const { id, text } of base) {
		const map = mapIn(criteria, id);
		const live = map && textIn(map, 'text');
		const wanted = after.get(id);
		if (!live) continue;
		if (wanted !== undefined) mergeChange(live, text, wanted.text);
		else if (live.toString() === text) criteria.delete(id);
	}
	const entries = readCriterionOrder(story);
	const order = mergeOrder(
		entries.map(({ id }) => id),
		base.map(({ id }) => id),
		next.map(({ id }) => id),
	);
	for (const [id, key] of rekey(order, new Map(entries.map((one) => [one.id, one.order])))) {
		const wanted = after.get(id);
		const map = mapIn(criteria, id);
		if (map !== null) map.set('order', key);
		else if (wanted !== undefined) criteria.set(id, criterionMapFrom(wanted, key));
	}
}

import type * as Y from 'yjs';
import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import type { Story } from '#shared/artefact/story.ts';
import { mergeChange } from '#shared/doc/apply-text.ts';
import { type BothChanged, bothChanged } from '#shared/doc/both-changed.ts';
import { mapIn, textIn } from '#shared/doc/read-value.ts';
import { mergeOrder, rekey } from '#shared/doc/sequence.ts';
import { criterionMapFrom, readCriterionOrder } from '#shared/doc/stories-doc.ts';

/**
 * Brings the change from one reading of a Story to the next into it. No transaction of its own.
 * Answers with the words that the Story had changed too.
 */
export function absorbStory(story: Y.Map<unknown>, base: Story, next: Story): BothChanged[] {
	const fields = (['title', 'narrative', 'notes'] as const).flatMap((field) => {
		const text = textIn(story, field);
		if (text === null) return [];
		return bothChanged(base.id, field, mergeChange(text, base[field], next[field]));
	});
	const criteria = mapIn(story, 'criteria');
	if (criteria === null) return fields;
	return [...fields, ...absorbCriteria(story, criteria, base, next.criteria)];
}

function absorbCriteria(
	story: Y.Map<unknown>,
	criteria: Y.Map<unknown>,
	{ id: storyId, criteria: base }: Story,
	next: readonly AcceptanceCriterion[],
): BothChanged[] {
	const both: BothChanged[] = [];
	const after = new Map(next.map((one) => [one.id as string, one]));
	for (const { id, text } of base) {
		const map = mapIn(criteria, id);
		const live = map && textIn(map, 'text');
		const wanted = after.get(id);
		if (!live) continue;
		const field = `criteria/${id}`;
		if (wanted !== undefined)
			both.push(...bothChanged(storyId, field, mergeChange(live, text, wanted.text)));
		else if (live.toString() === text) criteria.delete(id);
		else both.push(...bothChanged(storyId, field, [keptHere(live.toString())]));
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
	return both;
}

/** Taken away in the file, edited here: it stays. */
function keptHere(text: string) {
	return { mine: text, theirs: '', both: text };
}

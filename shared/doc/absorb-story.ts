import type * as Y from 'yjs';
import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { LiveParts } from '#shared/doc/absorb-parts.ts';
import { mergeChange, writeText } from '#shared/doc/apply-text.ts';
import { type BothChanged, bothChanged } from '#shared/doc/both-changed.ts';
import {
	carryCriterion,
	dropCriterion,
	placeCriterion,
	putCriterion,
} from '#shared/doc/criterion-edits.ts';
import { PRIORITY_FIELD } from '#shared/doc/field-texts.ts';
import { mergeNotes3 } from '#shared/doc/merge-notes.ts';
import { textIn } from '#shared/doc/read-value.ts';
import {
	criterionTextOf,
	readCriterionOrder,
	readStories,
	type StoriesDoc,
	storyMapOf,
} from '#shared/doc/stories-doc.ts';
import { AcceptanceCriterionId, StoryId } from '#shared/id.ts';

/**
 * Brings the change from one reading of a Story to the next into it, but for its criteria. No
 * transaction of its own. Answers with the words that the Story had changed too.
 */
export function absorbStory(story: Y.Map<unknown>, base: Story | null, next: Story): BothChanged[] {
	const prose = (['title', 'narrative'] as const).flatMap((field) => {
		const text = textIn(story, field);
		if (text === null) return [];
		return bothChanged(next.id, field, mergeChange(text, base?.[field] ?? '', next[field]));
	});
	return [...prose, ...absorbNotes(story, base?.notes ?? '', next)];
}

function absorbNotes(story: Y.Map<unknown>, base: string, { id, notes }: Story): BothChanged[] {
	const text = textIn(story, 'notes');
	if (text === null || base === notes) return [];
	const merged = mergeNotes3(base, text.toString(), notes);
	writeText(text, merged.text);
	const priority = merged.priority === null ? [] : [merged.priority];
	return [
		...bothChanged(id, 'notes', merged.conflicts),
		...bothChanged(id, PRIORITY_FIELD, priority),
	];
}

/** The criteria of a document's Stories. */
export function liveCriteria(doc: StoriesDoc): LiveParts<AcceptanceCriterion> {
	const { blocks } = doc;
	const homes = new Map<string, StoryId>(
		readStories(doc).flatMap(({ id, criteria }) =>
			criteria.map((one): [string, StoryId] => [one.id, id]),
		),
	);
	const textOf = (id: string) => {
		const [home, criterion] = [homes.get(id), AcceptanceCriterionId.safeParse(id).data];
		return home && criterion ? criterionTextOf(doc, home, criterion) : null;
	};
	const storyOf = (id: string) => StoryId.parse(id);
	return {
		field: 'criteria',
		has: (story) => storyMapOf(doc, storyOf(story)) !== null,
		nameOf(story) {
			const map = storyMapOf(doc, storyOf(story));
			return (map && textIn(map, 'title')?.toString()) ?? story;
		},
		homeOf: (id) => homes.get(id) ?? null,
		orderIn: (story) => readCriterionOrder(doc, storyOf(story)),
		read(id) {
			const [text, criterion] = [textOf(id), AcceptanceCriterionId.safeParse(id).data];
			return text && criterion ? { id: criterion, text: text.toString().toWellFormed() } : null;
		},
		wordsOf: ({ text }) => text,
		merge(id, base, next) {
			const text = textOf(id);
			if (text === null) return [];
			const conflicts = mergeChange(text, base?.text ?? '', next.text);
			return bothChanged(homes.get(id) ?? null, `criteria/${id}`, conflicts);
		},
		insert(story, criterion, order) {
			putCriterion(blocks, storyOf(story), criterion, order);
			homes.set(criterion.id, storyOf(story));
		},
		move(id, to, order) {
			const [from, criterion] = [homes.get(id), AcceptanceCriterionId.parse(id)];
			if (from !== undefined) carryCriterion(blocks, criterion, from, storyOf(to), order);
			homes.set(id, storyOf(to));
		},
		place(id, order) {
			const home = homes.get(id);
			if (home !== undefined) placeCriterion(blocks, home, id, order);
		},
		remove(id) {
			const home = homes.get(id);
			if (home !== undefined) dropCriterion(blocks, home, AcceptanceCriterionId.parse(id));
			homes.delete(id);
		},
	};
}

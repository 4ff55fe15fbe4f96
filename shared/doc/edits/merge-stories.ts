import type { Story } from '#shared/artefact/story.ts';
import { readStoryMetadata, withTag } from '#shared/artefact/story-metadata.ts';
import { writeText } from '#shared/doc/apply-text.ts';
import { bringCriterion } from '#shared/doc/edits/criteria.ts';
import { keyAfter } from '#shared/doc/edits/place.ts';
import { takeStory } from '#shared/doc/edits/stories.ts';
import { inOneStep } from '#shared/doc/one-step.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { textIn } from '#shared/doc/read-value.ts';
import {
	readCriterionOrder,
	readStory,
	type StoriesDoc,
	storyMapOf,
} from '#shared/doc/stories-doc.ts';
import type { StoryId } from '#shared/id.ts';
import { withoutMetadata } from '#shared/lifecycle/metadata-lines.ts';

/**
 * Brings Stories together in one: its words, then those of the others; all criteria, with the ids
 * they have. The others are taken out, except for those to `keep`, which stay without criteria.
 * One transaction and one undo step.
 */
export function mergeStories(
	doc: StoriesDoc,
	into: StoryId,
	others: readonly StoryId[],
	keep: ReadonlySet<StoryId>,
	origin: Origin,
): void {
	const map = storyMapOf(doc, into);
	const target = readStory(doc, into);
	if (map === null || target === null) return;
	const stories = others.flatMap((id) => (id === into ? [] : (readStory(doc, id) ?? [])));
	inOneStep(doc.yDoc, origin, () => {
		const merged = mergedWords(target, stories);
		for (const field of ['narrative', 'notes'] as const) {
			const text = textIn(map, field);
			if (text !== null) writeText(text, merged[field]);
		}
		const known = new Set(target.criteria.map(({ id }) => id));
		for (const story of stories) {
			for (const criterion of story.criteria) {
				const order = keyAfter(readCriterionOrder(doc, into), '');
				if (!known.has(criterion.id)) bringCriterion(doc, into, criterion, order);
				known.add(criterion.id);
			}
			if (!keep.has(story.id)) takeStory(doc, story.id);
		}
	});
}

function mergedWords(target: Story, others: readonly Story[]): Pick<Story, 'narrative' | 'notes'> {
	const narratives = others.map(({ title, narrative }) => joined([title.trim(), narrative.trim()]));
	const notes = others.map((story) => withoutMetadata(story.notes).trim());
	const tags = others.flatMap((story) => readStoryMetadata(story.notes).tags);
	return {
		narrative: joined([target.narrative.trimEnd(), ...narratives]),
		notes: tags.reduce(withTag, joined([target.notes.trimEnd(), ...notes])),
	};
}

function joined(parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join('\n\n');
}

/** The hashes of a Story's parts: what tells which of them a change touched. */
import type { Story } from '#shared/artefact/story.ts';
import { type Hash, hashOf } from '#shared/hash.ts';
import { canonicalStoryProse } from '#shared/lifecycle/canonical-text.ts';
import { CANON_VERSION, criterionHashes } from '#shared/lifecycle/revision.ts';

export interface StoryParts {
	/** By criterion id. */
	readonly criteria: Readonly<Record<string, Hash>>;
	/** Narrative and notes; null where an older event didn't say. */
	readonly prose: Hash | null;
}

/** Stories never change once read, so each is hashed once. */
const known = new WeakMap<Story, StoryParts & { readonly prose: Hash }>();

/** The same object for the same Story. */
export function storyParts(story: Story): StoryParts & { readonly prose: Hash } {
	const before = known.get(story);
	if (before !== undefined) return before;
	const prose = hashOf(`lintel/story-prose/${CANON_VERSION}\0${canonicalStoryProse(story)}`);
	const parts = { criteria: criterionHashes(story), prose };
	known.set(story, parts);
	return parts;
}

/** Those of the criteria whose words differ between the two, or that one of them lacks. */
export function changedCriteria<Id extends string>(
	before: StoryParts,
	after: StoryParts,
	criteria: readonly Id[],
): readonly Id[] {
	return criteria.filter((id) => {
		const [one, other] = [before.criteria[id], after.criteria[id]];
		return one === undefined || one !== other;
	});
}

/** Whether what the criteria are read with is known to be the same. */
export function sameProse(before: StoryParts, after: StoryParts): boolean {
	return before.prose !== null && before.prose === after.prose;
}

/**
 * Ids for what an import brings: the one that stands in the file where it is free here, else one
 * derived from the words, so that two people who import the same file make the same Stories.
 */
import type { StoriesBlock } from '#shared/doc/block.ts';
import { idOfBlock } from '#shared/doc/block.ts';
import { AcceptanceCriterionId, deriveId, StoryId } from '#shared/id.ts';
import { canonicalLine } from '#shared/lifecycle/canonical-prose.ts';
import { canonicalCriterion } from '#shared/lifecycle/canonical-text.ts';

export function mintIds(blocks: readonly StoriesBlock[]) {
	const here = new Set<string | null>(blocks.map(idOfBlock));
	const taken = new Set<string>();
	for (const block of blocks) {
		taken.add(idOfBlock(block));
		if (block.kind === 'story') for (const { id } of block.story.criteria) taken.add(id);
	}

	/** Up to where the ordinals of equal words are used up, by their first id. */
	const usedUp = new Map<string, number>();

	function free(written: string | null, derive: (ordinal: number) => string): string {
		if (written !== null && !taken.has(written)) {
			taken.add(written);
			return written;
		}
		const first = derive(0);
		let ordinal = usedUp.get(first) ?? 0;
		let id = ordinal === 0 ? first : derive(ordinal);
		while (taken.has(id)) id = derive(++ordinal);
		usedUp.set(first, ordinal);
		taken.add(id);
		return id;
	}

	return {
		/** Every id that is used up; whoever mints another kind adds to it. */
		taken,
		isHere: (id: string | null) => here.has(id),
		story({ id, title }: { readonly id: StoryId | null; readonly title: string }): StoryId {
			const words = canonicalLine(title);
			return StoryId.parse(free(id, (ordinal) => deriveId('st', '', words, ordinal)));
		},
		criterion(story: StoryId) {
			return (draft: { readonly id: AcceptanceCriterionId | null; readonly text: string }) => {
				const words = canonicalCriterion(draft.text);
				const derive = (ordinal: number) => deriveId('ac', story, words, ordinal);
				return AcceptanceCriterionId.parse(free(draft.id, derive));
			};
		},
	};
}

import { canonicalCriterion } from '#shared/lifecycle/canonical-text.ts';
import type { StoryRule } from '#shared/trace/rule.ts';
import { titleOf } from '#shared/trace/story-title.ts';

/** Two criteria of one Story say the same: one test would do for both. */
export const sameCriterion: StoryRule = {
	id: 'same-criterion',
	severity: 'warning',
	says: 'No two criteria of a story say the same.',
	about: 'story',
	check(story) {
		const alike = Map.groupBy(story.criteria, ({ text }) => essence(text));
		return [...alike].flatMap(([words, criteria]) =>
			(words === '' ? [] : criteria.slice(1)).map(({ id }) => ({
				artefact: story.id,
				field: `criteria/${id}`,
				message: `Two criteria of “${titleOf(story.title)}” say the same.`,
				fix: 'Remove one, or say how they differ.',
			})),
		);
	},
};

/** The words alone, in small letters. */
function essence(text: string): string {
	const words = canonicalCriterion(text)
		.toLowerCase()
		.match(/[\p{L}\p{N}]+/gu);
	return (words ?? []).join(' ');
}

import type { StoryRule } from '#shared/trace/rule.ts';
import { titleOf } from '#shared/trace/story-title.ts';

/** Nobody can say when such a Story is done. */
export const storyWithoutCriteria: StoryRule = {
	id: 'story-without-criteria',
	severity: 'error',
	says: 'A story says when it is done: it has at least one acceptance criterion.',
	about: 'story',
	check({ id, title, criteria }) {
		if (criteria.some(({ text }) => text.trim() !== '')) return [];
		return [
			{
				artefact: id,
				field: 'criteria',
				message: `“${titleOf(title)}” has no acceptance criteria.`,
				fix: 'Add at least one sentence that a test could check.',
			},
		];
	},
};

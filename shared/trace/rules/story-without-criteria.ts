import type { Rule } from '#shared/trace/rule.ts';

/** Nobody can say when such a Story is done. */
export const storyWithoutCriteria: Rule = {
	id: 'story-without-criteria',
	severity: 'error',
	check: ({ stories }) =>
		stories
			.filter((story) => story.criteria.every(({ text }) => text.trim() === ''))
			.map((story) => ({
				artefact: story.id,
				field: 'criteria',
				message: `“${story.title}” has no acceptance criteria.`,
				fix: 'Add at least one sentence that a test could check.',
			})),
};

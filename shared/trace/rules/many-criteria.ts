import type { Rule } from '#shared/trace/rule.ts';

const MANY = 7;

/** A Story of so many parts is usually two. */
export const manyCriteria: Rule = {
	id: 'many-criteria',
	severity: 'info',
	check: ({ stories }) =>
		stories
			.filter((story) => story.criteria.length >= MANY)
			.map((story) => ({
				artefact: story.id,
				field: 'criteria',
				message: `“${story.title}” has ${story.criteria.length} criteria.`,
				fix: 'Consider splitting it into stories that are each worth something.',
			})),
};

import type { StoryRule } from '#shared/trace/rule.ts';
import { titleOf } from '#shared/trace/story-title.ts';

const MANY = 7;

/** A Story of so many parts is usually two. */
export const manyCriteria: StoryRule = {
	id: 'many-criteria',
	severity: 'info',
	says: 'A story of seven or more criteria is worth splitting.',
	about: 'story',
	check: ({ id, title, criteria }) =>
		criteria.length < MANY
			? []
			: [
					{
						artefact: id,
						field: 'criteria',
						message: `“${titleOf(title)}” has ${criteria.length} criteria.`,
						fix: 'Consider splitting it into stories that are each worth something.',
					},
				],
};

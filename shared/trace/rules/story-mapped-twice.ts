import type { Rule } from '#shared/trace/rule.ts';

/** Exactly one context satisfies a Story. */
export const storyMappedTwice: Rule = {
	id: 'story-mapped-twice',
	severity: 'warning',
	check: ({ stories, contexts }) =>
		stories.flatMap((story) => {
			const owners = contexts.filter((context) => context.stories.includes(story.id));
			if (owners.length < 2) return [];
			return {
				artefact: story.id,
				field: null,
				message: `“${story.title}” is satisfied by ${owners.map(({ name }) => name).join(' and ')}.`,
				fix: 'Leave it with one of them, or split the story.',
			};
		}),
};

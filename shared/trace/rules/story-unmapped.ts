import type { Rule } from '#shared/trace/rule.ts';

/** Once there is a map, a Story that no context satisfies is nobody's. */
export const storyUnmapped: Rule = {
	id: 'story-unmapped',
	severity: 'warning',
	check({ stories, contexts }) {
		if (contexts.length === 0) return [];
		const mapped = new Set<string>(contexts.flatMap((context) => context.stories));
		return stories
			.filter(({ id }) => !mapped.has(id))
			.map((story) => ({
				artefact: story.id,
				field: null,
				message: `No context satisfies “${story.title}”.`,
				fix: 'Link it to the context whose responsibility it is.',
			}));
	},
};

import type { MapRule } from '#shared/trace/rule.ts';
import { titleOf } from '#shared/trace/story-title.ts';

/** Once there is a map, a Story that no context satisfies is nobody's. */
export const storyUnmapped: MapRule = {
	id: 'story-unmapped',
	severity: 'warning',
	says: 'Once there is a map, a context satisfies every story.',
	about: 'all',
	needs: ['stories', 'contexts'],
	check({ stories, contexts }) {
		if (contexts.length === 0) return [];
		const mapped = new Set<string>(contexts.flatMap((context) => context.stories));
		return stories
			.filter(({ id }) => !mapped.has(id))
			.map((story) => ({
				artefact: story.id,
				field: null,
				message: `No context satisfies “${titleOf(story.title)}”.`,
				fix: 'Link it to the context whose responsibility it is.',
			}));
	},
};

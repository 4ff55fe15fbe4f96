import type { MapRule } from '#shared/trace/rule.ts';
import { titleOf } from '#shared/trace/story-title.ts';

/** Exactly one context satisfies a Story. */
export const storyMappedTwice: MapRule = {
	id: 'story-mapped-twice',
	severity: 'warning',
	says: 'One context satisfies a story, not several.',
	about: 'all',
	needs: ['stories', 'contexts'],
	check({ stories, contexts }) {
		const owners = new Map<string, string[]>();
		for (const context of contexts) {
			for (const id of new Set(context.stories)) {
				owners.set(id, [...(owners.get(id) ?? []), context.name]);
			}
		}
		return stories.flatMap(({ id, title }) => {
			const names = owners.get(id) ?? [];
			if (names.length < 2) return [];
			return {
				artefact: id,
				field: null,
				message: `“${titleOf(title)}” is satisfied by ${names.join(' and ')}.`,
				fix: 'Leave it with one of them, or split the story.',
			};
		});
	},
};

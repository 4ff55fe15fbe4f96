import { contextTitleOf } from '#shared/trace/context-title.ts';
import type { MapRule } from '#shared/trace/rule.ts';

/** A context that serves no Story and that nothing depends on. */
export const contextOrphan: MapRule = {
	id: 'context-orphan',
	severity: 'warning',
	says: 'A context satisfies a story, or another depends on it.',
	about: 'all',
	needs: ['contexts'],
	check({ contexts }) {
		const used = new Set<string>(contexts.flatMap((context) => context.dependencies));
		return contexts
			.filter(({ id, stories, unresolved }) => {
				return stories.length === 0 && unresolved.stories.length === 0 && !used.has(id);
			})
			.map((context) => ({
				artefact: context.id,
				field: 'stories',
				message: `${contextTitleOf(context)} satisfies no story, and nothing depends on it.`,
				fix: 'Link the stories it is there for, or remove it.',
			}));
	},
};

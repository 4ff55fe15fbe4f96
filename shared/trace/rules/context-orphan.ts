import type { Rule } from '#shared/trace/rule.ts';

/** A context that serves no Story and that nothing depends on. */
export const contextOrphan: Rule = {
	id: 'context-orphan',
	severity: 'warning',
	check({ contexts }) {
		const used = new Set<string>(contexts.flatMap((context) => context.dependencies));
		return contexts
			.filter(({ id, stories, unresolved }) => {
				return stories.length === 0 && unresolved.stories.length === 0 && !used.has(id);
			})
			.map((context) => ({
				artefact: context.id,
				field: 'stories',
				message: `${context.name} satisfies no story, and nothing depends on it.`,
				fix: 'Link the stories it is there for, or remove it.',
			}));
	},
};

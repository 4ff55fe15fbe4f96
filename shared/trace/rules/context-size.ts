import type { Rule } from '#shared/trace/rule.ts';

const MANY = 7;

/** One Story rarely needs a context of its own; seven are seldom one responsibility. */
export const contextSize: Rule = {
	id: 'context-size',
	severity: 'info',
	check: ({ contexts }) =>
		contexts
			.filter(({ stories }) => stories.length === 1 || stories.length >= MANY)
			.map((context) => {
				const one = context.stories.length === 1;
				return {
					artefact: context.id,
					field: 'stories',
					message: `${context.name} satisfies ${one ? 'a single story' : `${context.stories.length} stories`}.`,
					fix: one
						? 'See whether it belongs to a neighbour.'
						: 'See whether it holds several responsibilities.',
				};
			}),
};

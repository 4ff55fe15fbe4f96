import type { Rule } from '#shared/trace/rule.ts';

const MANY = 5;

/** A context that needs so many others is hard to change and hard to test. */
export const contextFanOut: Rule = {
	id: 'context-fan-out',
	severity: 'warning',
	check: ({ contexts }) =>
		contexts
			.filter(({ dependencies }) => dependencies.length >= MANY)
			.map((context) => ({
				artefact: context.id,
				field: 'dependencies',
				message: `${context.name} depends on ${context.dependencies.length} contexts.`,
				fix: 'See whether it does several jobs that could stand alone.',
			})),
};

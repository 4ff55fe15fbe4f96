import { contextTitleOf } from '#shared/trace/context-title.ts';
import type { ContextRule } from '#shared/trace/rule.ts';

const MANY = 5;

/** A context that needs so many others is hard to change and hard to test. */
export const contextFanOut: ContextRule = {
	id: 'context-fan-out',
	severity: 'warning',
	says: 'A context depends on fewer than five others.',
	about: 'context',
	check: ({ id, name, dependencies }) =>
		dependencies.length < MANY
			? []
			: [
					{
						artefact: id,
						field: 'dependencies',
						message: `${contextTitleOf({ name })} depends on ${dependencies.length} contexts.`,
						fix: 'See whether it does several jobs that could stand alone.',
					},
				],
};

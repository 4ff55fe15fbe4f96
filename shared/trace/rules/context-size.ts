import { contextTitleOf } from '#shared/trace/context-title.ts';
import type { ContextRule } from '#shared/trace/rule.ts';

const MANY = 7;

/** One Story rarely needs a context of its own; seven are seldom one responsibility. */
export const contextSize: ContextRule = {
	id: 'context-size',
	severity: 'info',
	says: 'A context satisfies more than one story, and fewer than seven.',
	about: 'context',
	check({ id, name, stories }) {
		const one = stories.length === 1;
		if (!one && stories.length < MANY) return [];
		return [
			{
				artefact: id,
				field: 'stories',
				message: `${contextTitleOf({ name })} satisfies ${one ? 'a single story' : `${stories.length} stories`}.`,
				fix: one
					? 'See whether it belongs to a neighbour.'
					: 'See whether it holds several responsibilities.',
			},
		];
	},
};

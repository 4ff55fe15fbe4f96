import type { Rule } from '#shared/trace/rule.ts';

/** A coordination context orchestrates what others own. */
export const coordinationOwns: Rule = {
	id: 'coordination-owns',
	severity: 'error',
	check: ({ contexts }) =>
		contexts
			.filter(({ type, entity }) => type === 'coordination' && entity.trim() !== '')
			.map((context) => ({
				artefact: context.id,
				field: 'entity',
				message: `${context.name} coordinates, but owns ${context.entity}.`,
				fix: 'Give the entity to a domain context, or make this one a domain context.',
			})),
};

import type { ContextRule } from '#shared/trace/rule.ts';

/** A coordination context orchestrates what others own. */
export const coordinationOwns: ContextRule = {
	id: 'coordination-owns',
	severity: 'error',
	says: 'A coordination context owns no entity.',
	about: 'context',
	check: ({ id, name, type, entity }) =>
		type !== 'coordination' || entity.trim() === ''
			? []
			: [
					{
						artefact: id,
						field: 'entity',
						message: `${name} coordinates, but owns ${entity}.`,
						fix: 'Give the entity to a domain context, or make this one a domain context.',
					},
				],
};

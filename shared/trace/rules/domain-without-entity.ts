import { contextTitleOf } from '#shared/trace/context-title.ts';
import type { ContextRule } from '#shared/trace/rule.ts';

/** A domain context is there for its entity. */
export const domainWithoutEntity: ContextRule = {
	id: 'domain-without-entity',
	severity: 'warning',
	says: 'A domain context owns one entity.',
	about: 'context',
	check: ({ id, name, type, entity }) =>
		type !== 'domain' || entity.trim() !== ''
			? []
			: [
					{
						artefact: id,
						field: 'entity',
						message: `${contextTitleOf({ name })} is a domain context that owns no entity.`,
						fix: 'Name the one entity it owns, or make it a coordination context.',
					},
				],
};

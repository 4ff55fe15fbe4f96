import type { Rule } from '#shared/trace/rule.ts';

/** A domain context is there for its entity. */
export const domainWithoutEntity: Rule = {
	id: 'domain-without-entity',
	severity: 'warning',
	check: ({ contexts }) =>
		contexts
			.filter(({ type, entity }) => type === 'domain' && entity.trim() === '')
			.map((context) => ({
				artefact: context.id,
				field: 'entity',
				message: `${context.name} is a domain context that owns no entity.`,
				fix: 'Name the one entity it owns, or make it a coordination context.',
			})),
};

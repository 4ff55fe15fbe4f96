import type { MapRule } from '#shared/trace/rule.ts';

/** A domain context that calls another knows more than its own entity. */
export const domainDependency: MapRule = {
	id: 'domain-dependency',
	severity: 'warning',
	says: 'Domain contexts do not depend on one another: a coordination context uses both.',
	about: 'all',
	needs: ['contexts'],
	check({ contexts }) {
		const domains = contexts.filter(({ type }) => type === 'domain');
		const byId = new Map(domains.map((context) => [context.id, context]));
		return domains.flatMap((context) =>
			context.dependencies
				.flatMap((id) => byId.get(id) ?? [])
				.filter((other) => other.id !== context.id)
				.map((other) => ({
					artefact: context.id,
					field: `dependencies/${other.id}`,
					message: `${context.name} depends on ${other.name}, and both are domain contexts.`,
					fix: 'Consider a coordination context that uses both.',
				})),
		);
	},
};

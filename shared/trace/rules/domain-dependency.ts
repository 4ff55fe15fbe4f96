import type { Rule } from '#shared/trace/rule.ts';

/** A domain context that calls another knows more than its own entity. */
export const domainDependency: Rule = {
	id: 'domain-dependency',
	severity: 'warning',
	check: ({ contexts }) =>
		contexts
			.filter(({ type }) => type === 'domain')
			.flatMap((context) =>
				context.dependencies
					.flatMap((id) => contexts.find((one) => one.id === id) ?? [])
					.filter((other) => other.type === 'domain' && other.id !== context.id)
					.map((other) => ({
						artefact: context.id,
						field: 'dependencies',
						message: `${context.name} depends on ${other.name}, and both are domain contexts.`,
						fix: 'Consider a coordination context that uses both.',
					})),
			),
};

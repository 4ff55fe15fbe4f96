import type { MapRule } from '#shared/trace/rule.ts';

/** One code file, one Design. */
export const codePathTwice: MapRule = {
	id: 'code-path-twice',
	severity: 'error',
	says: 'A code file belongs to one component, and so to one design.',
	about: 'all',
	needs: ['contexts'],
	check({ contexts }) {
		const components = contexts.flatMap((context) =>
			context.components.map((component) => ({ ...component, context })),
		);
		const byPath = Map.groupBy(
			components.filter(({ code }) => code.trim() !== ''),
			({ code }) => code.trim(),
		);
		return [...byPath].flatMap(([code, [first, ...others]]) =>
			others.map(({ id, name, context }) => ({
				artefact: context.id,
				field: `components/${id}`,
				message: `${name} is in ${code}, which ${first?.name ?? 'another component'} of ${first?.context.name ?? 'another context'} has already.`,
				fix: 'Give each component a file of its own, or make them one component.',
			})),
		);
	},
};

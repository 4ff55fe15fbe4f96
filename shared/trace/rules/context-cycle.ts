import { pathBetween } from '#shared/trace/dependency-path.ts';
import type { MapRule } from '#shared/trace/rule.ts';

/** Dependencies that lead back to where they began, of any length. */
export const contextCycle: MapRule = {
	id: 'context-cycle',
	severity: 'error',
	says: 'Dependencies between contexts never lead back to where they began.',
	about: 'all',
	needs: ['contexts'],
	check({ contexts }) {
		const told = new Set<string>();
		return contexts.flatMap((context) =>
			context.dependencies.flatMap((next) => {
				const way = pathBetween(contexts, next, context.id);
				if (way === null) return [];
				const cycle = [...way].sort().join();
				if (told.has(cycle)) return [];
				told.add(cycle);
				const nameOf = (id: string) => contexts.find((one) => one.id === id)?.name ?? id;
				return {
					artefact: context.id,
					field: `dependencies/${next}`,
					message: `Dependencies go in a circle: ${[context.id, ...way].map(nameOf).join(' → ')}.`,
					fix: 'Turn one of them round, or let a coordination context call both.',
				};
			}),
		);
	},
};

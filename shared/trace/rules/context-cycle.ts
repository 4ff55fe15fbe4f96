import { cyclesOf } from '#shared/trace/map/cycles.ts';
import { dependencyGraphOf } from '#shared/trace/map/dependency-graph.ts';
import type { MapRule } from '#shared/trace/rule.ts';

/** Dependencies that lead back to where they began, of any length. */
export const contextCycle: MapRule = {
	id: 'context-cycle',
	severity: 'error',
	says: 'Dependencies between contexts never lead back to where they began.',
	about: 'all',
	needs: ['contexts'],
	check({ contexts }) {
		const place = new Map(contexts.map(({ id }, n) => [id, n]));
		const nameOf = (id: string) => contexts.find((one) => one.id === id)?.name ?? id;
		return cyclesOf(dependencyGraphOf(contexts)).cycles.flatMap((cycle) => {
			const places = cycle.map((id) => place.get(id) ?? 0);
			const at = places.indexOf(Math.min(...places));
			const [first, ...rest] = [...cycle.slice(at), ...cycle.slice(0, at)];
			if (first === undefined) return [];
			return {
				artefact: first,
				field: `dependencies/${rest[0] ?? first}`,
				message: `Dependencies go in a circle: ${[first, ...rest, first].map(nameOf).join(' → ')}.`,
				fix: 'Turn one of them round, or let a coordination context call both.',
			};
		});
	},
};

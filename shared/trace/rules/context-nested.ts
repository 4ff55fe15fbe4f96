import type { MapRule } from '#shared/trace/rule.ts';

/** Contexts are flat: one inside another has no boundary of its own. */
export const contextNested: MapRule = {
	id: 'context-nested',
	severity: 'warning',
	says: 'Contexts are flat: none lies inside another.',
	about: 'all',
	needs: ['contexts'],
	check({ contexts }) {
		const named = contexts.filter(({ name }) => name.trim() !== '');
		const names = new Map(named.map((one) => [one.name.trim().toLowerCase(), one]));
		return contexts.flatMap((context) => {
			const parts = context.name.trim().split(/\s*(?:\/|::|\.|>|→)\s*/);
			const outer = names.get(parts.slice(0, -1).join('.').toLowerCase());
			const above = outer ?? names.get((parts.length > 1 ? (parts[0] ?? '') : '').toLowerCase());
			if (above === undefined || above.id === context.id) return [];
			return {
				artefact: context.id,
				field: 'name',
				message: `${context.name} lies inside ${above.name} by its name, and contexts are flat.`,
				fix: `Give it a name of its own, or make it a component of ${above.name}.`,
			};
		});
	},
};

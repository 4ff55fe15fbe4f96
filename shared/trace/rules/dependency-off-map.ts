import { nameOf } from '#shared/trace/design-text.ts';
import { mapNames } from '#shared/trace/map-names.ts';
import type { MapRule } from '#shared/trace/rule.ts';

/** A Component reaches into another Context only where its own depends on that one. */
export const dependencyOffMap: MapRule = {
	id: 'dependency-off-map',
	severity: 'error',
	says: 'A design depends on another context only where the map draws that dependency.',
	about: 'all',
	needs: ['contexts', 'designs'],
	check({ contexts, designs }) {
		const names = mapNames(contexts);
		const owners = new Map(
			contexts.flatMap((context) => context.components.map(({ id }) => [id, context])),
		);
		return designs.flatMap((design) => {
			const own = owners.get(design.id);
			if (own === undefined) return [];
			return design.uses.flatMap(({ name, spot }) => {
				const other = names.find(name)?.context;
				if (other === undefined || other.id === own.id) return [];
				if (own.dependencies.includes(other.id)) return [];
				return {
					artefact: design.id,
					field: 'body',
					message: `${nameOf(design)} depends on ${name}, and ${own.name} does not depend on ${other.name}.`,
					fix: `Draw the dependency from ${own.name} to ${other.name} in the map, or do without.`,
					...spot,
				};
			});
		});
	},
};

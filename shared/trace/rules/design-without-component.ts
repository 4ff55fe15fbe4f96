import { nameOf } from '#shared/trace/design-text.ts';
import type { MapRule } from '#shared/trace/rule.ts';

/** A Design documents one Component of the map, once there is a map. */
export const designWithoutComponent: MapRule = {
	id: 'design-without-component',
	severity: 'error',
	says: 'A design documents one component of the context map.',
	about: 'all',
	needs: ['contexts', 'designs'],
	check({ contexts, designs }) {
		if (contexts.length === 0) return [];
		const components = new Set<string>(
			contexts.flatMap((context) => context.components.map(({ id }) => id)),
		);
		return designs
			.filter(({ id }) => !components.has(id))
			.map((design) => ({
				artefact: design.id,
				field: 'component',
				message: `${nameOf(design)} is no component of the context map.`,
				fix: 'Add it to the context that owns it, or remove this design.',
				...design.spots.component,
			}));
	},
};

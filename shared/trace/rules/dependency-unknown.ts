import { nameOf } from '#shared/trace/design-text.ts';
import { mapNames } from '#shared/trace/map-names.ts';
import type { MapRule } from '#shared/trace/rule.ts';

/** What a Design depends on is of the map, once there is one. */
export const dependencyUnknown: MapRule = {
	id: 'dependency-unknown',
	severity: 'warning',
	says: 'What a design depends on is a component or a context of the map.',
	about: 'all',
	needs: ['contexts', 'designs'],
	check({ contexts, designs }) {
		if (contexts.length === 0) return [];
		const names = mapNames(contexts);
		return designs.flatMap((design) =>
			design.uses
				.filter(({ name }) => names.find(name) === null)
				.map(({ name, spot }) => {
					const near = names.near(name);
					return {
						artefact: design.id,
						field: 'body',
						message: `${nameOf(design)} depends on “${name}”, which is no component and no context of the map.`,
						fix:
							near === null
								? 'Add it to the map, or name libraries elsewhere.'
								: `Was “${near}” meant? Otherwise add it to the map.`,
						...spot,
					};
				}),
		);
	},
};

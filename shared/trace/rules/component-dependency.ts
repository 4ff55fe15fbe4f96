import { nameOf } from '#shared/trace/design-text.ts';
import { mapNames } from '#shared/trace/map-names.ts';
import type { MapRule } from '#shared/trace/rule.ts';

/** The preset knows which types of Component must never use which. */
export const componentDependency: MapRule = {
	id: 'component-dependency',
	severity: 'error',
	says: 'A component uses only types of component that the preset lets it use.',
	about: 'all',
	needs: ['contexts', 'designs'],
	check({ contexts, designs }, { preset }) {
		if (preset === null) return [];
		const names = mapNames(contexts);
		return designs.flatMap((design) =>
			design.uses.flatMap(({ name, spot }) => {
				const used = names.find(name)?.component;
				if (used == null || used.id === design.id) return [];
				const rule = preset.dependencies.find(
					({ from, to }) => from.includes(design.type) && to.includes(used.type),
				);
				if (rule === undefined) return [];
				return {
					artefact: design.id,
					field: 'body',
					message: `${nameOf(design)} is a ${design.type} and depends on ${used.name}, a ${used.type}.`,
					fix: rule.instead,
					...spot,
				};
			}),
		);
	},
};

import { nameOf } from '#shared/trace/design-text.ts';
import type { MapRule, RuleFinding } from '#shared/trace/rule.ts';

/** Of two that say different things about one Component, one is wrong. */
export const designDisagrees: MapRule = {
	id: 'design-disagrees',
	severity: 'error',
	says: 'A design and the map say the same of its component: name, type and context.',
	about: 'all',
	needs: ['contexts', 'designs'],
	check({ contexts, designs }) {
		const owned = new Map(
			contexts.flatMap((context) =>
				context.components.map((component) => [component.id, { component, context }]),
			),
		);
		return designs.flatMap((design) => {
			const map = owned.get(design.id);
			if (map === undefined) return [];
			const says = (field: 'component' | 'type' | 'context', words: string): RuleFinding => ({
				artefact: design.id,
				field,
				message: `The front matter of ${nameOf(design)} says ${words}.`,
				fix: 'Let it say what the map says, or correct the map.',
				...design.spots[field],
			});
			const { component, context } = map;
			const found: RuleFinding[] = [];
			if (component.name.trim() !== '' && design.component.trim() !== component.name.trim()) {
				found.push(says('component', `“${design.component}”, and the map “${component.name}”`));
			}
			if (design.type !== component.type) {
				const type = component.type === '' ? 'no type' : `“${component.type}”`;
				found.push(says('type', `it is a “${design.type}”, and the map gives ${type}`));
			}
			if (design.context !== null && design.context !== context.id) {
				found.push(says('context', `it belongs to another context than ${context.name}`));
			}
			return found;
		});
	},
};

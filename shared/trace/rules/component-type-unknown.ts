import { componentTypesOf } from '#shared/trace/conventions.ts';
import type { ContextRule } from '#shared/trace/rule.ts';

/** The preset knows which types of component a repository has; a team's template adds one. */
export const componentTypeUnknown: ContextRule = {
	id: 'component-type-unknown',
	severity: 'warning',
	says: 'The type of a component is one that the preset or a template of the team knows.',
	about: 'context',
	check({ id, components }, conventions) {
		const { preset } = conventions;
		if (preset === null) return [];
		const types = componentTypesOf(conventions);
		return components
			.filter(({ type }) => type !== '' && !types.includes(type))
			.map((component) => ({
				artefact: id,
				field: `components/${component.id}`,
				message: `${component.name} is a “${component.type}”, which the ${preset.name} preset doesn't know.`,
				fix: `Choose one of: ${types.join(', ')}.`,
			}));
	},
};

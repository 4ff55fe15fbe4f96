import type { Rule } from '#shared/trace/rule.ts';

/** The preset knows which types of component a repository has. */
export const componentTypeUnknown: Rule = {
	id: 'component-type-unknown',
	severity: 'warning',
	check({ contexts }, preset) {
		if (preset === null) return [];
		return contexts.flatMap((context) =>
			context.components
				.filter(({ type }) => type !== '' && !preset.componentTypes.includes(type))
				.map((component) => ({
					artefact: context.id,
					field: `components/${component.id}`,
					message: `${component.name} is a “${component.type}”, which the ${preset.name} preset doesn't know.`,
					fix: `Choose one of: ${preset.componentTypes.join(', ')}.`,
				})),
		);
	},
};

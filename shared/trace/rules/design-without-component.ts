import type { Rule } from '#shared/trace/rule.ts';

/** A Design documents one Component of the map, and the two agree about its context. */
export const designWithoutComponent: Rule = {
	id: 'design-without-component',
	severity: 'error',
	check({ contexts, designs }) {
		const owners = new Map(
			contexts.flatMap((context) => context.components.map(({ id }) => [id, context])),
		);
		return designs.flatMap((design) => {
			const owner = owners.get(design.id);
			const name = design.component === '' ? design.id : design.component;
			if (owner === undefined) {
				return {
					artefact: design.id,
					field: 'component',
					message: `${name} is no component of the context map.`,
					fix: 'Add it to the context that owns it, or remove this design.',
				};
			}
			if (design.context === null || design.context === owner.id) return [];
			return {
				artefact: design.id,
				field: 'context',
				message: `${name} says it belongs to another context than ${owner.name}.`,
				fix: `Set its context to ${owner.id}, or move the component.`,
			};
		});
	},
};

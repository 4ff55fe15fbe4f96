import type { Rule } from '#shared/trace/rule.ts';

/** What a Design serves must be there. */
export const criterionUnknown: Rule = {
	id: 'criterion-unknown',
	severity: 'warning',
	check({ stories, designs }) {
		const known = new Set<string>(stories.flatMap(({ criteria }) => criteria.map(({ id }) => id)));
		return designs.flatMap((design) =>
			design.criteria
				.filter((id) => !known.has(id))
				.map((id) => ({
					artefact: design.id,
					field: 'criteria',
					message: `${design.component} serves ${id}, and no story has that criterion.`,
					fix: 'Remove it from the front matter, or bring the criterion back.',
				})),
		);
	},
};

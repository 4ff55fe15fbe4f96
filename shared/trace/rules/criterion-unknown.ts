import { nameOf } from '#shared/trace/design-text.ts';
import type { MapRule } from '#shared/trace/rule.ts';

/** What a Design serves must be there; a team without Stories serves none. */
export const criterionUnknown: MapRule = {
	id: 'criterion-unknown',
	severity: 'warning',
	says: 'What a design serves are criteria that stories have.',
	about: 'all',
	needs: ['stories', 'designs'],
	check({ stories, designs }) {
		if (stories.length === 0) return [];
		const known = new Set<string>(stories.flatMap(({ criteria }) => criteria));
		return designs.flatMap((design) =>
			design.criteria
				.filter((id) => !known.has(id))
				.map((id) => ({
					artefact: design.id,
					field: `criteria/${id}`,
					message: `${nameOf(design)} serves ${id}, and no story has that criterion.`,
					fix: 'Remove it from the front matter, or bring the criterion back.',
					...design.spots.criteria,
				})),
		);
	},
};

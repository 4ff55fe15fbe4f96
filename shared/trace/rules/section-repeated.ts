import { nameOf } from '#shared/trace/design-text.ts';
import type { DesignRule } from '#shared/trace/rule.ts';

/** Of two sections with one title, a reader finds the first and an agent follows the second. */
export const sectionRepeated: DesignRule = {
	id: 'section-repeated',
	severity: 'warning',
	says: 'No two sections of a design have the same title.',
	about: 'design',
	check({ design, sections }) {
		const alike = Map.groupBy(sections, ({ key }) => key);
		return [...alike.values()].flatMap((same) =>
			same.slice(1).map(({ title, spot }) => ({
				artefact: design.id,
				field: 'body',
				message: `${nameOf(design)} has two sections “${title}”.`,
				fix: 'Make them one, or give them titles that say how they differ.',
				...spot,
			})),
		);
	},
};

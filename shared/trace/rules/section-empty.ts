import { nameOf } from '#shared/trace/design-text.ts';
import { emptySections } from '#shared/trace/empty-sections.ts';
import type { DesignRule } from '#shared/trace/rule.ts';

/** A heading is not an answer. */
export const sectionEmpty: DesignRule = {
	id: 'section-empty',
	severity: 'warning',
	says: 'The sections of a design hold something.',
	about: 'design',
	check(text, conventions) {
		const { design } = text;
		return emptySections(text, conventions).map(({ wanted, found }) => ({
			artefact: design.id,
			field: 'body',
			message: `The section “${found.title}” of ${nameOf(design)} is empty.`,
			fix:
				wanted.need === 'optional'
					? `Fill it in, or take it out. ${wanted.hint}`
					: `Fill it in. ${wanted.hint}`,
			...found.spot,
		}));
	},
};

import { templateOf } from '#shared/trace/conventions.ts';
import { nameOf } from '#shared/trace/design-text.ts';
import type { DesignRule } from '#shared/trace/rule.ts';
import { sectionsOf } from '#shared/trace/section-at.ts';
import { isEmpty } from '#shared/trace/section-words.ts';

/** A heading is not an answer. */
export const sectionEmpty: DesignRule = {
	id: 'section-empty',
	severity: 'warning',
	says: 'The sections of a design hold something.',
	about: 'design',
	check(text, conventions) {
		const { design, source } = text;
		const template = templateOf(conventions, design.type);
		if (template === null) return [];
		return sectionsOf(text, template)
			.filter(({ wanted, found }) => wanted.need !== 'forbidden' && isEmpty(source, found))
			.map(({ wanted, found }) => ({
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

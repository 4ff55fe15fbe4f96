import { templateOf } from '#shared/trace/conventions.ts';
import { nameOf } from '#shared/trace/design-text.ts';
import type { DesignRule } from '#shared/trace/rule.ts';
import { othersIn, sectionsOf } from '#shared/trace/section-at.ts';

/** What a template keeps out has its place elsewhere. */
export const sectionForbidden: DesignRule = {
	id: 'section-forbidden',
	severity: 'warning',
	says: "A design has no section that its type's template keeps out.",
	about: 'design',
	check(text, conventions) {
		const { design } = text;
		const template = templateOf(conventions, design.type);
		if (template === null) return [];
		const named = sectionsOf(text, template)
			.filter(({ wanted }) => wanted.need === 'forbidden')
			.map(({ found }) => found);
		return [...named, ...(template.closed ? othersIn(text, template) : [])].map(
			({ title, spot }) => ({
				artefact: design.id,
				field: 'body',
				message: `${nameOf(design)} has a section “${title}”, which the template of a ${design.type || 'component'} keeps out.`,
				fix: 'Take the section out, or move what it says to where it belongs.',
				...spot,
			}),
		);
	},
};

import { templateOf } from '#shared/trace/conventions.ts';
import { nameOf } from '#shared/trace/design-text.ts';
import { nearestWord } from '#shared/trace/nearest-word.ts';
import type { DesignRule } from '#shared/trace/rule.ts';
import { othersIn, sectionAt } from '#shared/trace/section-at.ts';

/** A Design answers every question that its type's template asks. */
export const sectionMissing: DesignRule = {
	id: 'section-missing',
	severity: 'warning',
	says: "A design has the sections that its type's template asks for.",
	about: 'design',
	check(text, conventions) {
		const { design } = text;
		const template = templateOf(conventions, design.type);
		if (template === null) return [];
		const others = othersIn(text, template);
		return template.sections
			.filter(({ need, title, or }) => {
				const there = sectionAt(text, title) ?? (or === '' ? null : sectionAt(text, or));
				return need === 'required' && there === null;
			})
			.map(({ title, or, hint }) => {
				const titles = others.map((other) => other.title);
				const near = others.find((other) => other.title === nearestWord(title, titles));
				const either = or === '' ? `“${title}”` : `“${title}” or “${or}”`;
				return {
					artefact: design.id,
					field: 'body',
					message: `${nameOf(design)} has no section ${either}.`,
					fix: near === undefined ? `Add it. ${hint}` : `Was “${near.title}” meant? ${hint}`,
					place: near?.spot.place ?? null,
					line: near?.spot.line ?? null,
				};
			});
	},
};

import { templateOf } from '#shared/trace/conventions.ts';
import type { DesignSection } from '#shared/trace/design-outline.ts';
import { type DesignText, nameOf } from '#shared/trace/design-text.ts';
import type { DesignRule } from '#shared/trace/rule.ts';
import { sectionsOf } from '#shared/trace/section-at.ts';
import { holds, isEmpty } from '#shared/trace/section-words.ts';
import { columnsMissing } from '#shared/trace/table-columns.ts';
import type { SectionContent, TemplateSection } from '#shared/trace/template.ts';

/** The form in which a section is asked for is the form in which people and agents read it. */
export const sectionContent: DesignRule = {
	id: 'section-content',
	severity: 'warning',
	says: 'A section holds what its template asks for: bullets, numbered steps, signatures, a table.',
	about: 'design',
	check(text, conventions) {
		const { design, source } = text;
		const template = templateOf(conventions, design.type);
		if (template === null) return [];
		return sectionsOf(text, template)
			.filter(({ wanted, found }) => wanted.need !== 'forbidden' && !isEmpty(source, found))
			.flatMap(({ wanted, found }) => {
				const lack = lackOf(text, wanted, found);
				if (lack === null) return [];
				return {
					artefact: design.id,
					field: 'body',
					message: `The section “${found.title}” of ${nameOf(design)} has no ${lack}.`,
					fix: wanted.hint === '' ? 'Write it in that form.' : wanted.hint,
					...found.spot,
				};
			});
	},
};

const FORMS: Readonly<Record<SectionContent, string>> = {
	prose: 'words',
	bullets: 'list',
	steps: 'numbered steps',
	signatures: 'signatures in a code block',
	functions: 'heading for each function',
	table: 'table',
};

function lackOf(
	{ source }: DesignText,
	wanted: TemplateSection,
	found: DesignSection,
): string | null {
	if (!holds(source, found, wanted.content)) return FORMS[wanted.content];
	if (wanted.content !== 'table') return null;
	const missing = columnsMissing(source, found, wanted.columns);
	if (missing.length > 0) return `column ${missing.map((one) => `“${one}”`).join(' and ')}`;
	return null;
}

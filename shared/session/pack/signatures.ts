/** What a Design gives others to call, without what it says about how. */
import type { Design } from '#shared/artefact/design.ts';
import { type Conventions, templateOf } from '#shared/trace/conventions.ts';
import { type DesignSection, textIn } from '#shared/trace/design-outline.ts';
import { type DesignText, designText } from '#shared/trace/design-text.ts';
import { sectionsOf } from '#shared/trace/section-at.ts';

/** The sections of signatures, or of fields where a type has no functions; '' where none is written. */
export function signaturesIn(design: Design, conventions: Conventions): string {
	const template = templateOf(conventions, design.type);
	if (template === null) return '';
	const text = designText(design, '');
	const found = sectionsOf(text, template).filter(({ wanted }) => wanted.need !== 'forbidden');
	const callable = found.filter(({ wanted }) => /^(?:signatures|functions)$/.test(wanted.content));
	const shown =
		callable.length > 0 ? callable : found.filter(({ wanted }) => wanted.content === 'table');
	return shown.map(({ found: section }) => sectionWords(text, section)).join('\n\n');
}

/** Below a function's own heading only its code counts: the rest is how, and how it is tested. */
function sectionWords(text: DesignText, section: DesignSection): string {
	if (section.deeper.length === 0) return textIn(text.source, section.rows).trim();
	const own = section.blocks.filter(
		({ rows }) => rows.first < (section.deeper[0]?.rows.first ?? Number.POSITIVE_INFINITY),
	);
	return [
		`## ${section.title}`,
		...own.map(({ rows }) => textIn(text.source, rows).trim()),
		...section.deeper.map((below) =>
			[
				`### ${below.title}`,
				...below.blocks
					.filter(({ kind }) => kind === 'code')
					.map(({ rows }) => textIn(text.source, rows).trim()),
			].join('\n\n'),
		),
	].join('\n\n');
}

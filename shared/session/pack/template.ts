import type { PackAbout, PackSource } from '#shared/session/pack/pack-source.ts';
import { inHeading, type PartDraft, partOf } from '#shared/session/pack/part-draft.ts';
import { typesIn } from '#shared/session/pack/subject.ts';
import { templateOf } from '#shared/trace/conventions.ts';
import type { Template, TemplateSection } from '#shared/trace/template.ts';

/** What a Design has to hold, for each type of the Components it is about. */
export function templateParts(source: PackSource, about: PackAbout): PartDraft[] {
	return typesIn(source, about).flatMap((type) => {
		const template = templateOf(source.conventions, type);
		if (template === null) return [];
		return partOf({
			...{ input: 'template', weight: 'template' },
			title: `Template of ${inHeading(type)}`,
			note: 'The sections of such a design, in order. A section is filled, not only headed.',
			text: templateText(template),
		});
	});
}

function templateText({ sections, closed }: Template): string {
	const rest = closed ? ['No other sections may stand in it.'] : [];
	return [...sections.map(sectionText), ...rest].join('\n\n');
}

function sectionText({ title, need, content, columns, hint, or }: TemplateSection): string {
	const shape = columns.length === 0 ? CONTENT[content] : `a table with ${columns.join(', ')}`;
	const instead = or === '' ? '' : `, or “${or}” in its place`;
	return `## ${title} (${need}: ${shape}${instead})${hint === '' ? '' : `\n${hint}`}`;
}

const CONTENT: Readonly<Record<TemplateSection['content'], string>> = {
	prose: 'words',
	bullets: 'bullets',
	steps: 'numbered steps',
	signatures: 'signatures in a code block',
	functions: 'a heading for each function, its signature and its test assertions below',
	table: 'a table',
};

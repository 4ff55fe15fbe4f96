import type { PackAbout, PackSource } from '#shared/session/pack/pack-source.ts';
import { inHeading, type PartDraft, partOf } from '#shared/session/pack/part-draft.ts';
import { typesIn } from '#shared/session/pack/subject.ts';
import { componentTypesOf, templateOf } from '#shared/trace/conventions.ts';
import type { Template, TemplateSection } from '#shared/trace/template.ts';

/** What a Design has to hold, for each type of the Components it is about; once where it is the same. */
export function templateParts(source: PackSource, about: PackAbout): PartDraft[] {
	if (about.step.writes.includes('context')) return [componentTypes(source)];
	const byText = new Map<string, string[]>();
	for (const type of typesIn(source, about)) {
		const template = templateOf(source.conventions, type);
		if (template === null) continue;
		const text = templateText(template);
		byText.set(text, [...(byText.get(text) ?? []), inHeading(type)]);
	}
	return [...byText].map(([text, types]) =>
		partOf({
			...{ input: 'template', weight: 'template' },
			title: `Template of ${types.join(', ')}`,
			note: 'The sections of such a design, in order. A section is filled, not only headed.',
			text,
		}),
	);
}

/** What Components may be here, for who names them. */
function componentTypes({ conventions }: PackSource): PartDraft {
	const types = componentTypesOf(conventions);
	const { paths = [], dependencies = [] } = conventions.preset ?? {};
	const byStem = new Map<string, string[]>();
	for (const { code } of paths) {
		const dot = code.lastIndexOf('.');
		const stem = dot < 0 ? code : code.slice(0, dot);
		byStem.set(stem, [...(byStem.get(stem) ?? []), code.slice(stem.length)]);
	}
	const text = [
		`Types: ${types.length === 0 ? 'any' : types.join(', ')}`,
		...(byStem.size === 0 ? [] : ['Code paths ({p}: the component’s own path):']),
		...[...byStem].slice(0, MOST_PATHS).map(([stem, ends]) => `- ${stem} with ${ends.join(' ')}`),
		...dependencies.map(
			({ from, to, instead }) =>
				`No ${from.length === 0 ? 'component' : from.join(', ')} uses a ${to.join(', ')}. ${instead}`,
		),
	];
	return partOf({
		...{ input: 'template', weight: 'template', cuttable: true },
		title: 'What components may be here',
		note: 'By the team’s conventions.',
		text: text.join('\n'),
	});
}

const MOST_PATHS = 12;

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

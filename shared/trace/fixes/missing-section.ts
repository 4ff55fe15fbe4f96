import { isBlank } from '#shared/blanks.ts';
import { templateOf } from '#shared/trace/conventions.ts';
import { type DesignText, designText } from '#shared/trace/design-text.ts';
import { designOf, type Fixer, type QuickFix } from '#shared/trace/fixes/fixer.ts';
import { nearestWord } from '#shared/trace/nearest-word.ts';
import { othersIn, sectionAt } from '#shared/trace/section-at.ts';
import { sectionStart } from '#shared/trace/section-start.ts';
import type { Template, TemplateSection } from '#shared/trace/template.ts';

/** Renames the heading that was meant, or inserts the section at its place in the template. */
export const addSection: Fixer = (finding, piece, conventions) => {
	const found = designOf(finding, piece);
	const template = found && templateOf(conventions, found.design.type);
	if (found === undefined || template == null) return [];
	const text = designText(found.design, found.markdown);
	const missing = template.sections.filter(
		({ title, need }) =>
			need === 'required' &&
			sectionAt(text, title) === null &&
			finding.message.includes(`“${title}”`),
	);
	return missing.flatMap((section) => [
		...renamed(text, template, section),
		inserted(text, template, section),
	]);
};

function renamed(text: DesignText, template: Template, { title }: TemplateSection): QuickFix[] {
	const others = othersIn(text, template);
	const near = nearestWord(
		title,
		others.map((other) => other.title),
	);
	const place = others.find((other) => other.title === near)?.spot.place;
	if (near === null || place === undefined) return [];
	const whole = text.source.text;
	const markdown = whole.slice(0, place.from) + title + whole.slice(place.to);
	return [
		{
			title: `Rename “${near}” to “${title}”`,
			change: { kind: 'design', id: text.design.id, markdown },
		},
	];
}

function inserted(text: DesignText, template: Template, section: TemplateSection): QuickFix {
	const { source, design } = text;
	const row = rowFor(text, template, section);
	const at = source.lines[row]?.from ?? source.text.length;
	const before = source.text.slice(0, at);
	const opens = row > 0 && !isBlank(source.lines[row - 1]?.text ?? '');
	const open = before === '' || before.endsWith('\n') ? '' : source.eol;
	const gap = opens ? source.eol : '';
	const closing = row < source.lines.length ? '\n' : '';
	const start = (sectionStart(section) + closing).replaceAll('\n', source.eol);
	return {
		title: `Insert the section “${section.title}”`,
		change: {
			kind: 'design',
			id: design.id,
			markdown: before + open + gap + start + source.text.slice(at),
		},
	};
}

/** Below the nearest section that the template has above it, or above the first that is below. */
function rowFor(text: DesignText, template: Template, section: TemplateSection): number {
	const at = template.sections.indexOf(section);
	const above = template.sections
		.slice(0, at)
		.flatMap(({ title }) => sectionAt(text, title) ?? [])
		.filter(({ level }) => level === 2);
	const last = above.at(-1);
	if (last !== undefined) return last.rows.end;
	const below = template.sections
		.slice(at + 1)
		.flatMap(({ title }) => sectionAt(text, title) ?? [])
		.filter(({ level }) => level === 2);
	return below[0]?.rows.first ?? text.source.lines.length;
}

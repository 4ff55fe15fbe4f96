import type { Design } from '#shared/artefact/design.ts';
import { fencedLines } from '#shared/fences.ts';
import { templateOf } from '#shared/trace/preset.ts';
import type { Rule, RuleFinding } from '#shared/trace/rule.ts';
import type { Template } from '#shared/trace/template.ts';

/** A Design holds the sections that its type's template asks for, and something in each. */
export const designSections: Rule = {
	id: 'design-sections',
	severity: 'warning',
	check({ designs }, preset) {
		if (preset === null) return [];
		return designs.flatMap((design) => {
			const template = templateOf(preset, design.type);
			return template === null ? [] : missingFrom(design, template);
		});
	},
};

function missingFrom(design: Design, template: Template): RuleFinding[] {
	const sections = sectionsOf(design.body);
	return template.sections.flatMap(({ title, need, hint }): RuleFinding | [] => {
		const found = sections.get(title.toLowerCase());
		const about = { artefact: design.id, field: 'body' };
		if (need === 'forbidden') {
			if (found === undefined) return [];
			const message = `A ${design.type} design has no section “${title}”.`;
			return { ...about, message, fix: 'Take the section out.', line: found.line };
		}
		if (found === undefined) {
			if (need === 'optional') return [];
			const message = `${design.component} has no section “${title}”.`;
			return { ...about, message, fix: `Add it. ${hint}` };
		}
		if (found.filled) return [];
		const message = `The section “${title}” of ${design.component} is empty.`;
		return { ...about, message, fix: `Fill it in. ${hint}`, line: found.line };
	});
}

/** The body's sections by heading, lower case: the line of each, and whether it holds anything. */
function sectionsOf(body: string): Map<string, { line: number; filled: boolean }> {
	const lines = body.split(/\r\n?|\n/);
	const fenced = fencedLines(lines);
	const sections = new Map<string, { line: number; filled: boolean }>();
	const open: { level: number; section: { line: number; filled: boolean } }[] = [];
	for (const [at, line] of lines.entries()) {
		const heading = fenced[at] ? null : /^ {0,3}(#{1,6})[ \t]+(\S.*)$/.exec(line);
		const [, signs, words] = heading ?? [];
		if (signs === undefined || words === undefined) {
			if (/\S/.test(line.replace(/<!--.*-->/, '')))
				for (const { section } of open) section.filled = true;
			continue;
		}
		while (open.length > 0 && (open.at(-1)?.level ?? 0) >= signs.length) open.pop();
		for (const { section } of open) section.filled = true;
		const section = { line: at + 1, filled: false };
		sections.set(words.replace(/[ \t]+#*[ \t]*$/, '').toLowerCase(), section);
		open.push({ level: signs.length, section });
	}
	return sections;
}

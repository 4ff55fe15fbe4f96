/**
 * Reads a team's own template: a Markdown file whose headings are the sections. What stands below
 * one shows its form (a table with its columns, numbers, bullets, a code block) and holds its hint,
 * as a comment or in italics; the front matter's `sections` may say otherwise.
 */

import * as z from 'zod/mini';
import { commentsIn } from '#shared/markdown/comments.ts';
import { readFrontMatter } from '#shared/markdown/front-matter.ts';
import { sourceOf } from '#shared/markdown/source.ts';
import { cellsOf } from '#shared/markdown/table.ts';
import {
	type DesignOutline,
	type DesignSection,
	designOutline,
	sectionKey,
	textIn,
} from '#shared/trace/design-outline.ts';
import {
	SectionContent,
	SectionNeed,
	type Template,
	type TemplateSection,
} from '#shared/trace/template.ts';

export interface TemplateProblem {
	readonly message: string;
	/** From 1. */
	readonly line: number;
}

export interface TemplateReading {
	/** Null where there is nothing to hold a Design against. */
	readonly template: Template | null;
	readonly problems: readonly TemplateProblem[];
}

const Said = z.strictObject({
	need: z.optional(SectionNeed),
	content: z.optional(SectionContent),
	columns: z.optional(z.array(z.string())),
	hint: z.optional(z.string()),
	or: z.optional(z.string()),
});
type Said = z.infer<typeof Said>;

const Matter = z.looseObject({
	sections: z.optional(z.record(z.string(), z.unknown())),
	closed: z.optional(z.boolean()),
});

export function readTemplate(text: string): TemplateReading {
	const outline = designOutline(sourceOf(text));
	const matter = readFrontMatter(text);
	if (matter !== null && matter.values === null) {
		const { message, line } = matter.problem ?? { message: 'It is no mapping.', line: 1 };
		return {
			template: null,
			problems: [{ message: `Its front matter can't be read. ${message}`, line }],
		};
	}
	const parsed = Matter.safeParse(matter?.values ?? {});
	if (!parsed.success) {
		const message = '`sections` is a mapping from titles, and `closed` is true or false.';
		return { template: null, problems: [{ message, line: 1 }] };
	}
	const { sections: listed = {}, closed = false } = parsed.data;
	const said = saidIn(outline, listed);
	const made = outline.sections.map((section) => sectionFrom(outline, section, said.byKey));
	const problems = [...said.problems, ...repeated(outline.sections)];
	if (made.length > 0) return { template: { sections: made, closed }, problems };
	const message = 'It has no section: a heading of the second level (##) makes one.';
	return { template: null, problems: [...problems, { message, line: 1 }] };
}

function saidIn(outline: DesignOutline, listed: Readonly<Record<string, unknown>>) {
	const titles = new Set(outline.sections.map(({ key }) => key));
	const byKey = new Map<string, Said>();
	const problems: TemplateProblem[] = [];
	for (const [title, value] of Object.entries(listed)) {
		const line = lineOf(outline, title);
		const read = Said.safeParse(value ?? {});
		if (read.success) byKey.set(sectionKey(title), read.data);
		else problems.push({ message: `“${title}” in its front matter: ${FORM}`, line });
		if (titles.has(sectionKey(title))) continue;
		problems.push({ message: `Its front matter names “${title}”, and no heading does.`, line });
	}
	return { byKey, problems };
}

const FORM = `need is ${SectionNeed.options.join(', ')}; content is ${SectionContent.options.join(', ')}; columns is a list.`;

function sectionFrom(
	{ source }: DesignOutline,
	section: DesignSection,
	said: ReadonlyMap<string, Said>,
): TemplateSection {
	const { need = 'required', or = '', ...own } = said.get(section.key) ?? {};
	const words = textIn(source, section.rows);
	const header = section.blocks.find(({ kind }) => kind === 'table')?.rows.first;
	const shown = header === undefined ? [] : cellsOf(source.lines[header]?.text ?? '');
	return {
		title: section.title,
		need,
		content: own.content ?? contentShown(section),
		columns: own.columns ?? shown,
		hint: own.hint ?? hintIn(words),
		or,
	};
}

/** What the sample below a heading is: the strictest form that stands there. */
function contentShown({ blocks, deeper }: DesignSection): SectionContent {
	const kinds = new Set(blocks.map(({ kind }) => kind));
	if (kinds.has('table')) return 'table';
	if (deeper.length > 0 && kinds.has('code')) return 'functions';
	if (kinds.has('code')) return 'signatures';
	if (kinds.has('steps')) return 'steps';
	return kinds.has('bullets') ? 'bullets' : 'prose';
}

function hintIn(words: string): string {
	const [first] = commentsIn(words);
	const comment = first && words.slice(first.from + 4, first.to - 3).replace(/^\s*hint:/i, '');
	return (comment ?? italicIn(words) ?? '').split(/\s+/).join(' ').trim();
}

/** The first line that stands in italics from its first sign to its last. */
function italicIn(words: string): string | undefined {
	for (const line of words.split('\n')) {
		const text = line.trim().replace(/^(?:[-*+]|\d+[.)])\s+/, '');
		const mark = text.charAt(0);
		const inside = text.slice(1, -1);
		if (!/[_*]/.test(mark) || inside === '' || inside.startsWith(mark)) continue;
		if (text.endsWith(mark)) return inside;
	}
	return undefined;
}

function repeated(sections: readonly DesignSection[]): readonly TemplateProblem[] {
	const seen = new Set<string>();
	return sections.flatMap(({ key, title, spot }) => {
		if (!seen.has(key)) {
			seen.add(key);
			return [];
		}
		return { message: `It has two sections “${title}”.`, line: spot.line };
	});
}

/** The line of a title in the front matter. */
function lineOf({ source, body }: DesignOutline, title: string): number {
	const at = source.lines.findIndex(({ text }, n) => n < body && text.includes(title));
	return Math.max(1, at + 1);
}

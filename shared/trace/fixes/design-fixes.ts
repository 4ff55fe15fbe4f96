import { wordsEnd } from '#shared/blanks.ts';
import { withFrontMatter } from '#shared/markdown/front-matter.ts';
import { spanOf, spliced } from '#shared/markdown/source.ts';
import { templateOf } from '#shared/trace/conventions.ts';
import type { DesignSection } from '#shared/trace/design-outline.ts';
import { designText, nameOf } from '#shared/trace/design-text.ts';
import type { Finding } from '#shared/trace/finding.ts';
import {
	designOf,
	type Fixer,
	partOf,
	type QuickFix,
	type Workpiece,
} from '#shared/trace/fixes/fixer.ts';
import { mapNames } from '#shared/trace/map-names.ts';

/** Takes the section out that the Finding marks, with all below it. */
export const removeSection: Fixer = (finding, piece) => {
	const at = sectionMarked(finding, piece);
	if (at === null) return [];
	const { from, to } = spanOf(at.text.source, at.section.rows);
	const title = `Remove the section “${at.section.title}”`;
	return [replaced(at, title, { from, to }, '')];
};

/** Takes out what the Finding marks, and a line that held nothing else. */
export const removeMarked: Fixer = (finding, piece) => {
	const found = designOf(finding, piece);
	if (found === undefined || finding.place === null) return [];
	const { markdown, design } = found;
	const { from, to } = finding.place;
	const start = wordsEnd(markdown.slice(0, from));
	const after = /^[ \t]*\r?\n(?:[ \t]*\r?\n)?/.exec(markdown.slice(to));
	const alone = (start === 0 || markdown[start - 1] === '\n') && after !== null;
	const place = alone ? { from, to: to + after[0].length } : { from, to };
	return [replaced({ markdown, id: design.id }, 'Remove it', place, '')];
};

/** Numbers what stands there as bullets. */
export const numberSteps: Fixer = (finding, piece, conventions) => {
	const at = sectionMarked(finding, piece);
	if (at === null) return [];
	const { source, design } = at.text;
	const wanted = templateOf(conventions, design.type)?.sections.find(
		({ title }) => title.toLowerCase() === at.section.key,
	);
	const list = at.section.blocks.find(({ kind }) => kind === 'bullets');
	if (wanted?.content !== 'steps' || list === undefined) return [];
	const edits = list.items.flatMap(({ first }, n) => {
		const line = source.lines[first];
		const sign = /^(\s*)[-*+](?=\s)/.exec(line?.text ?? '');
		if (line === undefined || sign === null) return [];
		const from = line.from + (sign[1]?.length ?? 0);
		return { from, to: from + 1, insert: `${n + 1}.` };
	});
	const markdown = spliced(source.text, { from: 0, to: source.text.length }, edits);
	return [{ title: 'Number the steps', change: { kind: 'design', id: design.id, markdown } }];
};

/** Lets the front matter say what the map says. */
export const alignWithMap: Fixer = (finding, piece) => {
	const found = designOf(finding, piece);
	const owner = piece.artefacts.contexts.find(({ components }) =>
		components.some(({ id }) => id === finding.artefact),
	);
	const component = owner?.components.find(({ id }) => id === finding.artefact);
	if (found === undefined || owner === undefined || component === undefined) return [];
	const { name, type } = component;
	const { design, markdown } = found;
	const next = withFrontMatter(markdown, { component: name, type, context: owner.id });
	if (next === markdown) return [];
	const title = 'Let the front matter say what the map says';
	return [{ title, change: { kind: 'design', id: design.id, markdown: next } }];
};

/** Takes the criterion out of the front matter. */
export const dropCriterion: Fixer = (finding, piece) => {
	const found = designOf(finding, piece);
	if (found === undefined) return [];
	const { design, markdown } = found;
	const criteria = design.criteria.filter((id) => id !== partOf(finding));
	const next = withFrontMatter(markdown, { criteria });
	if (next === markdown) return [];
	const title = 'Remove it from the front matter';
	return [{ title, change: { kind: 'design', id: design.id, markdown: next } }];
};

/** Puts the name of the map in the place of one that is almost it. */
export const correctName: Fixer = (finding, piece) => {
	const found = designOf(finding, piece);
	if (found === undefined || finding.place === null) return [];
	const { design, markdown } = found;
	const name = markdown.slice(finding.place.from, finding.place.to);
	const near = mapNames(piece.artefacts.contexts).near(name);
	if (near === null) return [];
	return [replaced({ markdown, id: design.id }, `Change it to “${near}”`, finding.place, near)];
};

/** One heading of the first level, with the component's name. */
export const nameTitle: Fixer = (finding, piece) => {
	const found = designOf(finding, piece);
	if (found === undefined) return [];
	const { design, markdown } = found;
	const text = designText(design, markdown);
	const name = nameOf(design);
	const [first] = text.titles;
	const at = { markdown, id: design.id };
	const { eol, lines } = text.source;
	if (first === undefined) {
		const from = lines[text.body]?.from ?? markdown.length;
		return [replaced(at, `Begin with “${name}”`, { from, to: from }, `# ${name}${eol}${eol}`)];
	}
	if (finding.place === null || finding.place.from === first.spot.place.from) {
		return [replaced(at, `Change it to “${name}”`, first.spot.place, name)];
	}
	const again = text.titles.find(({ spot }) => spot.place.from === finding.place?.from);
	const line = again && lines[again.rows.first];
	if (line === undefined || !line.text.trimStart().startsWith('#')) return [];
	const from = line.from + line.text.indexOf('#');
	return [replaced(at, 'Make it a section', { from, to: from }, '#')];
};

interface Marked {
	readonly markdown: string;
	readonly id: QuickFixId;
	readonly text: ReturnType<typeof designText>;
	readonly section: DesignSection;
}
type QuickFixId = Extract<QuickFix['change'], { kind: 'design' }>['id'];

function sectionMarked(finding: Finding, piece: Workpiece): Marked | null {
	const found = designOf(finding, piece);
	if (found === undefined || finding.place === null) return null;
	const { design, markdown } = found;
	const text = designText(design, markdown);
	const all = text.sections.flatMap((section) => [section, ...section.deeper]);
	const section = all.find(({ spot }) => spot.place.from === finding.place?.from);
	return section === undefined ? null : { markdown, id: design.id, text, section };
}

function replaced(
	{ markdown, id }: { readonly markdown: string; readonly id: QuickFixId },
	title: string,
	{ from, to }: { readonly from: number; readonly to: number },
	insert: string,
): QuickFix {
	const next = markdown.slice(0, from) + insert + markdown.slice(to);
	return { title, change: { kind: 'design', id, markdown: next } };
}

/** A Design as its rules read it: its Markdown by sections, and what stands where. */
import type { Design } from '#shared/artefact/design.ts';
import { linesIn, type Source, sourceOf } from '#shared/markdown/source.ts';
import {
	type DesignOutline,
	type DesignSection,
	designOutline,
	type Spot,
} from '#shared/trace/design-outline.ts';
import { type Reference, referencesIn } from '#shared/trace/references.ts';

export type { Spot } from '#shared/trace/design-outline.ts';

const FIELDS = ['component', 'type', 'context', 'criteria'] as const;
type Field = (typeof FIELDS)[number];

export interface DesignText extends DesignOutline {
	readonly design: Design;
	/** Where the front matter gives the value of each; null where it doesn't. */
	readonly spots: Readonly<Record<Field, Spot | null>>;
	/** What the section on dependencies names. */
	readonly uses: readonly { readonly name: string; readonly spot: Spot }[];
	/** What the body refers to. */
	readonly references: readonly DesignReference[];
}

export interface DesignReference extends Pick<Reference, 'name' | 'id'> {
	readonly spot: Spot;
}

/** What the last Designs read like: every Finding's fixes ask for the same again. */
const known = new Map<Design, DesignText>();
/** A reading takes twenty times its text; a check reads thousands, each once. */
const KEPT = 24;

/** `markdown` is the Design's whole text; its body alone where there is no more. */
export function designText(design: Design, markdown: string): DesignText {
	const text = markdown === '' ? design.body : markdown;
	const before = known.get(design);
	if (before?.source.text === text) return before;
	const read = readText(design, sourceOf(text));
	known.set(design, read);
	const [oldest] = known.keys();
	if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
	return read;
}

function readText(design: Design, source: Source): DesignText {
	const outline = designOutline(source);
	const matter = linesIn(source, { first: 0, end: outline.body });
	const spotOf = (field: Field) => valueSpot(source, matter, field);
	return {
		...outline,
		design,
		spots: {
			component: spotOf('component'),
			type: spotOf('type'),
			context: spotOf('context'),
			criteria: spotOf('criteria'),
		},
		uses: usesIn(source, outline.sections),
		references: referencesOf(source, outline.body),
	};
}

/** What messages call it. */
export function nameOf({ id, component }: Pick<Design, 'id' | 'component'>): string {
	return component.trim() === '' ? id : component;
}

/** The value of a front matter key, lines of a list below it included. */
function valueSpot(source: Source, rows: readonly string[], field: Field): Spot | null {
	const at = rows.findIndex((row) => row.startsWith(field) && /^\w+\s*:/.test(row));
	const line = source.lines[at];
	if (line === undefined || !/^\s*:/.test(line.text.slice(field.length))) return null;
	const more = rows.slice(at + 1).findIndex((row) => !/^\s|^-\s/.test(row));
	const last = source.lines[at + Math.max(0, more)] ?? line;
	const start = /^\w+\s*:\s*/.exec(line.text)?.[0].length ?? 0;
	const to = last.from + last.text.trimEnd().length;
	return { place: { from: Math.min(line.from + start, to), to }, line: at + 1 };
}

function referencesOf(source: Source, body: number): DesignReference[] {
	const start = source.lines[body]?.from ?? source.text.length;
	let row = body;
	return referencesIn(source.text.slice(start)).map(({ name, id, from, nameTo }) => {
		const place = { from: start + from, to: start + nameTo };
		while ((source.lines[row + 1]?.from ?? Infinity) <= place.from) row++;
		return { name, id, spot: { place, line: row + 1 } };
	});
}

const NOTHING = /^(?:none|nothing|n\/?a|–|—|-)\.?$/i;

function usesIn(source: Source, sections: readonly DesignSection[]) {
	const section = sections.find(({ key }) => key === 'dependencies');
	const items = section?.blocks.flatMap((block) => block.items) ?? [];
	return items.flatMap(({ first }) => {
		const line = source.lines[first];
		const found = line && namedIn(line.text);
		if (!found || NOTHING.test(found.name)) return [];
		const from = line.from + found.at;
		const place = { from, to: from + found.name.length };
		return { name: found.name, spot: { place, line: first + 1 } };
	});
}

/** What stands before an explanation. */
const PLAIN =
	/^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(.+?)(?=\s+[–—-]\s|:\s|\s\(|[.,;:]?\s*(?:<!--|$))/;
/** `[[Name]]`, code, a link's words or bold words in that, or else all of it. */
const FORMS = [/\[\[([^\]|]+)/, /`([^`]+)`/, /\[([^\]]+)\]\(/, /\*\*([^*]+)\*\*/, PLAIN];

/** A name stands at the start of its line; looking no further keeps a long line cheap. */
const LONGEST_NAME = 500;

function namedIn(line: string): { readonly name: string; readonly at: number } | null {
	const start = line.slice(0, LONGEST_NAME);
	const end = PLAIN.exec(start)?.[0].length ?? start.length;
	for (const form of FORMS) {
		const match = form.exec(start);
		const name = match?.[1];
		if (match && match.index < end && name !== undefined && name.trim() !== '') {
			return { name: name.trim(), at: match.index + match[0].lastIndexOf(name) };
		}
	}
	return null;
}

/** A Context from the parts of its section. */
import { type Context, ContextType } from '#shared/artefact/context.ts';
import { type ComponentId, ContextId, StoryId } from '#shared/id.ts';
import { type ContextField, isNone } from '#shared/markdown/context-labels.ts';
import type { FieldPart, FoundContext } from '#shared/markdown/context-part.ts';
import { criterionFromItem } from '#shared/markdown/criterion-parts.ts';
import { taggedEnd } from '#shared/markdown/id-comment.ts';
import type { Names } from '#shared/markdown/names.ts';
import type { HeadingPart } from '#shared/markdown/parts.ts';
import { readProse } from '#shared/markdown/prose.ts';
import type { MappedRow } from '#shared/markdown/requirements-table.ts';
import { linesIn, type Rows, type Source, withoutBlankEnds } from '#shared/markdown/source.ts';
import { tidyLine, tidyProse } from '#shared/markdown/tidy.ts';

export interface Surroundings {
	readonly id: ContextId;
	readonly heading: HeadingPart;
	readonly group: ContextType | null;
	readonly components: readonly ComponentId[];
	readonly links: readonly StoryLink[];
	readonly mapped: readonly MappedRow[];
	readonly contexts: Names<ContextId>;
}

export function contextFrom(source: Source, parts: FoundContext, around: Surroundings): Context {
	const { heading, mapped } = around;
	const dependencies = resolved(dependencyNames(source, parts), (one) => dependencyOf(one, around));
	const { links: stories } = around;
	return {
		id: around.id,
		name: tidyLine(source.text.slice(heading.title.from, heading.title.to)),
		type: givenType(source, parts) ?? around.group ?? 'domain',
		entity: entityOf(fieldText(source, parts, 'entity')),
		responsibilities: fieldText(source, parts, 'responsibilities'),
		dependencies: sorted(dependencies.ids),
		stories: sorted([...stories, ...mapped].flatMap(({ story }) => story ?? [])),
		components: parts.components.flatMap(({ name, type, code }, n) => {
			const id = around.components[n];
			return id === undefined ? [] : [{ id, name, type, code }];
		}),
		notes: notesOf(source, parts),
		unresolved: {
			dependencies: dependencies.names,
			stories: [
				...stories.flatMap(({ story, name }) => (story === null ? name : [])),
				...mapped.flatMap(({ story, title }) => (story === null ? title : [])),
			],
		},
	};
}

/** The text of a field: its line's words and the rows below. */
export function fieldText(source: Source, parts: FoundContext, field: ContextField): string {
	const part = parts.fields.get(field);
	if (part === undefined) return '';
	const inline = part.inline ? source.text.slice(part.inline.from, part.inline.to) : '';
	const below = belowRows(part).map((rows) => readProse(source, rows));
	return tidyProse([inline, ...below].filter((text) => text !== '').join('\n'));
}

/** A name as a file gives it, with the id written beside it. */
export interface GivenName {
	readonly id: string | null;
	readonly name: string;
}

/** One name an item: bullets, or words between commas. */
export function dependencyNames(source: Source, { fields }: FoundContext): GivenName[] {
	const part = fields.get('dependencies');
	if (part === undefined) return [];
	const items = part.items.map((item) => itemName(source, item, 'cx'));
	const inline = part.inline ? [source.text.slice(part.inline.from, part.inline.to)] : [];
	const prose = part.prose ? linesIn(source, part.prose) : [];
	const listed = [...inline, ...prose].flatMap((line) => line.split(',')).map(nameIn);
	return [...listed, ...items].filter(({ id, name }) => id !== null || !isNone(name));
}

/** One mention of a Story: its rows in a list (null in a line of words), and what it stands for. */
export interface StoryLink {
	readonly rows: Rows | null;
	readonly story: StoryId | null;
	readonly name: string;
	readonly commented: boolean;
}

export function storyLinks(
	source: Source,
	{ fields }: FoundContext,
	stories: Names<StoryId>,
): StoryLink[] {
	const part = fields.get('stories');
	if (part === undefined) return [];
	const inline = part.inline ? source.text.slice(part.inline.from, part.inline.to) : '';
	const words = inline.split(',').map((name) => ({ rows: null, ...nameIn(name) }));
	const items = part.items.map((rows) => ({ rows, ...itemName(source, rows, 'st') }));
	return [...words, ...items]
		.filter(({ id, name }) => id !== null || !isNone(name))
		.map(({ rows, id, name }) => {
			const own = StoryId.safeParse(id).data ?? null;
			return { rows, story: own ?? stories.find(name), name, commented: own !== null };
		});
}

function dependencyOf({ id, name }: GivenName, around: Surroundings): ContextId | null {
	const own = ContextId.safeParse(id).data ?? around.contexts.find(name);
	if (own !== null) return own;
	const bare = name.split(/ \(|:| [-–—] /, 1)[0] ?? name;
	return bare === name ? null : around.contexts.find(bare);
}

function itemName(source: Source, item: Rows, prefix: 'st' | 'cx'): GivenName {
	const line = source.lines[item.first]?.text ?? '';
	const tagged = taggedEnd(line, prefix);
	const words = criterionFromItem(source, item).text.split('\n', 1)[0] ?? '';
	return { id: tagged.id, name: nameIn(words).name };
}

const COMMENT = /<!--[ \t]*((?:cx|st)_[0-9a-hjkmnp-tv-z]{10})[ \t]*-->/;

function nameIn(text: string): GivenName {
	const id = COMMENT.exec(text)?.[1] ?? null;
	return { id, name: tidyLine(text.replace(COMMENT, '')) };
}

function resolved<Id extends string>(
	given: readonly GivenName[],
	find: (one: GivenName) => Id | null,
): { readonly ids: Id[]; readonly names: string[] } {
	const ids: Id[] = [];
	const names: string[] = [];
	for (const one of given) {
		const id = find(one);
		if (id === null) names.push(one.name);
		else ids.push(id);
	}
	return { ids, names };
}

/** The type that the section itself gives, or null where it is left to the group above. */
export function givenType(source: Source, parts: FoundContext): ContextType | null {
	const text = fieldText(source, parts, 'type');
	return ContextType.safeParse(/[a-z]+/i.exec(text)?.[0].toLowerCase()).data ?? null;
}

function entityOf(text: string): string {
	return isNone(text) ? '' : tidyLine(text);
}

function notesOf(source: Source, { notes }: FoundContext): string {
	const runs: { first: number; end: number }[] = [];
	for (const { first, end } of notes) {
		const last = runs.at(-1);
		if (last !== undefined && isAdjacent(source, last.end, first)) last.end = end;
		else runs.push({ first, end });
	}
	const texts = runs.map((rows) => readProse(source, rows));
	return tidyProse(texts.filter((text) => text !== '').join('\n\n'));
}

/** Nothing but blank lines between the two. */
function isAdjacent(source: Source, end: number, first: number): boolean {
	const { first: from, end: to } = withoutBlankEnds(source, { first: end, end: first });
	return from === to;
}

function belowRows(part: FieldPart): Rows[] {
	const first = part.items[0];
	const last = part.items.at(-1);
	if (first !== undefined && last !== undefined) return [{ first: first.first, end: last.end }];
	return part.prose === null ? [] : [part.prose];
}

function sorted<Id extends string>(ids: readonly Id[]): Id[] {
	return [...new Set(ids)].sort();
}

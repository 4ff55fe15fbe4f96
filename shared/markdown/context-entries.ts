/** A context map taken apart: every Context with its parts, and the text between, in file order. */
import type { Context, ContextType } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { TextBlock } from '#shared/doc/block.ts';
import { ComponentId, ContextId, deriveId } from '#shared/id.ts';
import { canonicalLine } from '#shared/lifecycle/canonical-prose.ts';
import { contextFrom, type StoryLink, storyLinks } from '#shared/markdown/context-from.ts';
import { contextParts, type FoundContext } from '#shared/markdown/context-part.ts';
import { type ContextSection, contextSections } from '#shared/markdown/context-sections.ts';
import { headingId, headingPart, headingText } from '#shared/markdown/heading.ts';
import { type Named, nameAll } from '#shared/markdown/identity.ts';
import { namesOf } from '#shared/markdown/names.ts';
import { frontMatterEnd, outlineOf } from '#shared/markdown/outline.ts';
import type { HeadingPart } from '#shared/markdown/parts.ts';
import { type MappedRow, mappedRows } from '#shared/markdown/requirements-table.ts';
import type { Rows, Source } from '#shared/markdown/source.ts';
import { textBlocks } from '#shared/markdown/text-blocks.ts';

export interface ContextPart extends FoundContext {
	readonly heading: HeadingPart;
	readonly rows: Rows;
	readonly links: readonly StoryLink[];
	readonly group: ContextType | null;
}

export type ContextEntry =
	| {
			readonly kind: 'text';
			readonly block: TextBlock;
			readonly rows: Rows;
			/** Rows of a requirements table in this text, each a link from a Story to a Context. */
			readonly mapped: readonly MappedRow[];
	  }
	| {
			readonly kind: 'context';
			readonly context: Context;
			readonly part: ContextPart;
			readonly duplicates: readonly string[];
	  };

export type NamedContext = Pick<Context, 'id' | 'name'>;
export type TitledStory = Pick<Story, 'id' | 'title'>;

export interface Around {
	/** The Contexts that are there already: those without ids are known again by name. */
	readonly like?: readonly Context[];
	/** Contexts that answer to names without standing in this text. */
	readonly others?: readonly NamedContext[];
	/** The type of Contexts that say none, where the text begins. */
	readonly group?: ContextType | null;
}

/** `stories` answer to titles. */
export function contextEntries(
	source: Source,
	stories: readonly TitledStory[],
	{ like = [], others = [], group = null }: Around = {},
): ContextEntry[] {
	const start = frontMatterEnd(source);
	const sections = contextSections(source, outlineOf(source, start, 'tables'), 0);
	const found = sections.flatMap((section) => (section.kind === 'context' ? [section] : []));
	const names = contextNames(source, found, like);
	const own = found.flatMap(({ heading }, n) => {
		const id = names[n]?.id;
		return id === undefined ? [] : [{ id, name: headingText(source, heading, 'cx') }];
	});
	const contextsByName = namesOf([...own, ...others], 'first');
	const storiesByName = namesOf(
		stories.map(({ id, title }) => ({ id, name: title })),
		'inTurn',
	);
	const mapped = new Map(
		sections.map((section) => [
			section.rows.first,
			section.kind === 'text'
				? mappedRows(source, section.nodes, storiesByName, contextsByName)
				: [],
		]),
	);
	const allMapped = [...mapped.values()].flat();
	const texts = textBlocks(source, sections);
	const known = new Map(like.map((context) => [context.id, context]));
	let next = 0;
	return sections.flatMap((section): ContextEntry[] => {
		const { rows } = section;
		if (section.kind === 'text') {
			const block = texts.get(rows.first);
			if (block === undefined) return [];
			return [{ kind: 'text', block, rows, mapped: mapped.get(rows.first) ?? [] }];
		}
		const name = names[next++];
		if (name === undefined) throw new Error('Every context section has a name.');
		const parts = contextParts(source, section);
		const there = headingPart(source, section.heading, 'cx');
		const heading = { ...there, commented: there.commented && !name.duplicate };
		const components = componentNames(parts, name.id, known.get(name.id));
		const links = storyLinks(source, parts, storiesByName);
		const context = contextFrom(source, parts, {
			id: name.id,
			heading,
			group: section.group ?? group,
			components: components.map(({ id }) => id),
			links,
			mapped: allMapped.filter((link) => link.context === name.id),
			contexts: contextsByName,
		});
		const part = { ...parts, heading, rows, links, group: section.group ?? group };
		return [{ kind: 'context', context, part, duplicates: duplicatesOf(name, components) }];
	});
}

function contextNames(
	source: Source,
	found: readonly Extract<ContextSection, { kind: 'context' }>[],
	like: readonly Context[],
): Named<ContextId>[] {
	return nameAll(
		found.map(({ heading }) => ({
			id: headingId(source, heading, 'cx'),
			key: canonicalLine(headingText(source, heading, 'cx')),
		})),
		like.map(({ id, name }) => ({ id, key: canonicalLine(name) })),
		(id) => ContextId.safeParse(id).data ?? null,
		(key, ordinal) => ContextId.parse(deriveId('cx', '', key, ordinal)),
	);
}

function componentNames(
	{ components }: FoundContext,
	context: ContextId,
	like: Context | undefined,
): Named<ComponentId>[] {
	return nameAll(
		components.map(({ id, name }) => ({ id, key: canonicalLine(name) })),
		(like?.components ?? []).map(({ id, name }) => ({ id, key: canonicalLine(name) })),
		(id) => ComponentId.safeParse(id).data ?? null,
		(key, ordinal) => ComponentId.parse(deriveId('cp', context, key, ordinal)),
	);
}

function duplicatesOf(...names: readonly (Named<string> | readonly Named<string>[])[]): string[] {
	return names.flat().flatMap((name) => ('duplicate' in name && name.duplicate ? [name.id] : []));
}

/**
 * The `contexts` document, and the only file that knows its shape.
 *
 *   blocks  Y.Map
 *     cx_…  Y.Map { kind: 'context', order, type, name, entity, responsibilities, notes: Y.Text,
 *                   dependencies: Y.Map { cx_… → true }, stories: Y.Map { st_… → true },
 *                   components: Y.Map { cp_… → Y.Map { order, name, type, code } },
 *                   unresolvedDependencies, unresolvedStories: Y.Array<string> }
 *     tx_…  Y.Map { kind: 'text', order, text: Y.Text }
 *
 * Sets of ids are Y.Maps, so that two people may each add one. They read sorted.
 */
import * as Y from 'yjs';
import type { Component } from '#shared/artefact/component.ts';
import { type Context, ContextType } from '#shared/artefact/context.ts';
import type { ContextBlock, ContextsBlock, TextBlock } from '#shared/doc/block.ts';
import { mapIn, orderedIn, proseIn, stringIn, stringsIn } from '#shared/doc/read-value.ts';
import { ComponentId, ContextId, StoryId, TextId } from '#shared/id.ts';
import type { MapLine } from '#shared/trace/map/groups.ts';

export interface ContextsDoc {
	readonly yDoc: Y.Doc;
	readonly blocks: Y.Map<unknown>;
}

export function openContextsDoc(yDoc: Y.Doc): ContextsDoc {
	return { yDoc, blocks: yDoc.getMap('blocks') };
}

/** Every block in file order. */
export function readContextBlocks(doc: ContextsDoc): ContextsBlock[] {
	return orderedIn(doc.blocks, blockIdOf).flatMap(({ id, map }) => readBlock(id, map) ?? []);
}

/** Every Context in file order. */
export function readContexts(doc: ContextsDoc): Context[] {
	return readContextBlocks(doc).flatMap((block) => (block.kind === 'context' ? block.context : []));
}

/** The Context, or null when it is missing or another peer left it malformed. */
export function readContext(doc: ContextsDoc, id: ContextId): Context | null {
	const map = contextMapOf(doc, id);
	return map === null ? null : contextFrom(id, map);
}

/** The Contexts by id and the words between them: enough to see which belong together. */
export function readMapLines(doc: ContextsDoc): MapLine[] {
	return orderedIn<ContextId | TextId>(doc.blocks, blockIdOf).flatMap(({ id, map }) => {
		const context = ContextId.safeParse(id);
		if (context.success) return { kind: 'context' as const, id: context.data };
		return { kind: 'text' as const, text: proseIn(map, 'text') };
	});
}

/** The live map of a Context, for edits and editors; null when it is not there. */
export function contextMapOf(doc: ContextsDoc, id: ContextId): Y.Map<unknown> | null {
	const map = doc.blocks.get(id);
	return map instanceof Y.Map && map.get('kind') === 'context' ? map : null;
}

/** The order keys of a Context's components, in order. */
export function readComponentOrder(
	context: Y.Map<unknown>,
): readonly { readonly id: ComponentId; readonly order: string }[] {
	const components = mapIn(context, 'components');
	return components === null ? [] : orderedIn(components, componentIdOf);
}

/** A new Context's map, ready to be set under its id. */
export function contextMapFrom(
	context: Context,
	order: string,
	keys: readonly string[],
): Y.Map<unknown> {
	const components = new Y.Map<unknown>();
	for (const [n, component] of context.components.entries()) {
		components.set(component.id, componentMapFrom(component, keys[n] ?? ''));
	}
	return new Y.Map<unknown>([
		['kind', 'context'],
		['order', order],
		['type', context.type],
		['name', new Y.Text(context.name)],
		['entity', new Y.Text(context.entity)],
		['responsibilities', new Y.Text(context.responsibilities)],
		['notes', new Y.Text(context.notes)],
		['dependencies', setFrom(context.dependencies)],
		['stories', setFrom(context.stories)],
		['components', components],
		['unresolvedDependencies', Y.Array.from(context.unresolved.dependencies)],
		['unresolvedStories', Y.Array.from(context.unresolved.stories)],
	]);
}

export function componentMapFrom(component: Component, order: string): Y.Map<unknown> {
	const { name, type, code } = component;
	return new Y.Map<unknown>(Object.entries({ order, name, type, code }));
}

function readBlock(id: ContextId | TextId, map: Y.Map<unknown>): ContextBlock | TextBlock | null {
	const kind = map.get('kind');
	const context = ContextId.safeParse(id);
	if (context.success && kind === 'context') {
		return { kind, context: contextFrom(context.data, map) };
	}
	const text = TextId.safeParse(id);
	if (text.success && kind === 'text') return { kind, id: text.data, text: proseIn(map, 'text') };
	return null;
}

function contextFrom(id: ContextId, map: Y.Map<unknown>): Context {
	const components = mapIn(map, 'components');
	return {
		id,
		name: proseIn(map, 'name'),
		type: ContextType.safeParse(map.get('type')).data ?? 'domain',
		entity: proseIn(map, 'entity'),
		responsibilities: proseIn(map, 'responsibilities'),
		dependencies: idsIn(map, 'dependencies', (key) => ContextId.safeParse(key).data),
		stories: idsIn(map, 'stories', (key) => StoryId.safeParse(key).data),
		components: components === null ? [] : orderedIn(components, componentIdOf).map(componentFrom),
		notes: proseIn(map, 'notes'),
		unresolved: {
			dependencies: stringsIn(map, 'unresolvedDependencies'),
			stories: stringsIn(map, 'unresolvedStories'),
		},
	};
}

function componentFrom(entry: {
	readonly id: ComponentId;
	readonly map: Y.Map<unknown>;
}): Component {
	const { id, map } = entry;
	return {
		id,
		name: stringIn(map, 'name'),
		type: stringIn(map, 'type'),
		code: stringIn(map, 'code'),
	};
}

function idsIn<Id extends string>(
	map: Y.Map<unknown>,
	key: string,
	parse: (key: string) => Id | undefined,
): Id[] {
	const ids = mapIn(map, key);
	return ids === null ? [] : [...ids.keys()].flatMap((id) => parse(id) ?? []).sort();
}

function setFrom(ids: readonly string[]): Y.Map<unknown> {
	return new Y.Map<unknown>(ids.map((id) => [id, true]));
}

function blockIdOf(key: string): ContextId | TextId | null {
	return ContextId.safeParse(key).data ?? TextId.safeParse(key).data ?? null;
}

function componentIdOf(key: string): ComponentId | null {
	return ComponentId.safeParse(key).data ?? null;
}

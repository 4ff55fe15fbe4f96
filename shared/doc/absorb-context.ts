import type * as Y from 'yjs';
import type { Component } from '#shared/artefact/component.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { LiveParts } from '#shared/doc/absorb-parts.ts';
import { absorbRegister } from '#shared/doc/absorb-register.ts';
import { mergeChange } from '#shared/doc/apply-text.ts';
import { type BothChanged, bothChanged } from '#shared/doc/both-changed.ts';
import {
	type ContextsDoc,
	componentMapFrom,
	contextMapOf,
	readComponentOrder,
	readContext,
	readContexts,
} from '#shared/doc/contexts-doc.ts';
import { writeNames } from '#shared/doc/edits/contexts.ts';
import { mapIn, stringsIn, textIn } from '#shared/doc/read-value.ts';
import { ContextId } from '#shared/id.ts';

/**
 * Brings the change from one reading of a Context to the next into it, but for its components. No
 * transaction of its own. Answers with what the Context had changed too.
 */
export function absorbContext(
	context: Y.Map<unknown>,
	base: Context | null,
	next: Context,
): BothChanged[] {
	const both = (['name', 'entity', 'responsibilities', 'notes'] as const).flatMap((field) => {
		const text = textIn(context, field);
		if (text === null) return [];
		return bothChanged(next.id, field, mergeChange(text, base?.[field] ?? '', next[field]));
	});
	const type = absorbRegister(context, 'type', base?.type ?? '', next.type);
	for (const set of ['dependencies', 'stories'] as const) {
		const [were, are] = [base?.unresolved[set] ?? [], next.unresolved[set]];
		absorbSet(context, set, base?.[set] ?? [], next[set]);
		absorbNames(context, UNRESOLVED[set], were, are);
	}
	return [...both, ...bothChanged(next.id, 'type', type)];
}

const UNRESOLVED = {
	dependencies: 'unresolvedDependencies',
	stories: 'unresolvedStories',
} as const;

function absorbSet(
	context: Y.Map<unknown>,
	key: string,
	base: readonly string[],
	next: readonly string[],
): void {
	const set = mapIn(context, key);
	for (const id of base) if (!next.includes(id)) set?.delete(id);
	for (const id of next) if (!base.includes(id) && !set?.has(id)) set?.set(id, true);
}

function absorbNames(
	context: Y.Map<unknown>,
	key: string,
	base: readonly string[],
	next: readonly string[],
): void {
	const here = stringsIn(context, key).filter(
		(name) => next.includes(name) || !base.includes(name),
	);
	const added = next.filter((name) => !base.includes(name) && !here.includes(name));
	writeNames(context, key, [...here, ...added]);
}

/** The components of a document's Contexts. */
export function liveComponents(doc: ContextsDoc): LiveParts<Component> {
	const homes = new Map<string, ContextId>(
		readContexts(doc).flatMap(({ id, components }) =>
			components.map((component): [string, ContextId] => [component.id, id]),
		),
	);
	const contextOf = (id: string) => {
		const context = ContextId.safeParse(id).data;
		return context === undefined ? null : contextMapOf(doc, context);
	};
	const componentsOf = (context: string | undefined) => {
		const map = context === undefined ? null : contextOf(context);
		return map && mapIn(map, 'components');
	};
	const mapOf = (id: string) => {
		const components = componentsOf(homes.get(id));
		return components ? mapIn(components, id) : null;
	};
	const read = (id: string) => {
		const home = homes.get(id);
		const context = home === undefined ? null : readContext(doc, home);
		return context?.components.find((one) => one.id === id) ?? null;
	};
	const insert = (context: string, component: Component, order: string) => {
		componentsOf(context)?.set(component.id, componentMapFrom(component, order));
		homes.set(component.id, ContextId.parse(context));
	};
	const remove = (id: string) => {
		componentsOf(homes.get(id))?.delete(id);
		homes.delete(id);
	};
	return {
		field: 'components',
		has: (context) => contextOf(context) !== null,
		nameOf(context) {
			const map = contextOf(context);
			return (map && textIn(map, 'name')?.toString()) ?? context;
		},
		homeOf: (id) => homes.get(id) ?? null,
		orderIn(context) {
			const map = contextOf(context);
			return map === null ? [] : readComponentOrder(map);
		},
		read,
		wordsOf: ({ name, type, code }) => [name, type, code].filter((one) => one !== '').join(' · '),
		merge(id, base, next) {
			const map = mapOf(id);
			if (map === null) return [];
			return (['name', 'type', 'code'] as const).flatMap((field) =>
				bothChanged(
					homes.get(id) ?? null,
					`components/${id}/${field}`,
					absorbRegister(map, field, base?.[field] ?? '', next[field]),
				),
			);
		},
		insert,
		move(id, to, order) {
			const component = read(id);
			if (component === null) return;
			remove(id);
			insert(to, component, order);
		},
		place: (id, order) => void mapOf(id)?.set('order', order),
		remove,
	};
}

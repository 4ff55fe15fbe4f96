/** Every write to a Context's components. Each exported edit is one transaction and one undo step. */
import type * as Y from 'yjs';
import type { Component } from '#shared/artefact/component.ts';
import {
	type ContextsDoc,
	componentMapFrom,
	contextMapOf,
	readComponentOrder,
} from '#shared/doc/contexts-doc.ts';
import { keyAfter } from '#shared/doc/edits/place.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { mapIn } from '#shared/doc/read-value.ts';
import type { ComponentId, ContextId } from '#shared/id.ts';

/** Adds a component at the end. */
export function addComponent(
	doc: ContextsDoc,
	context: ContextId,
	component: Component,
	origin: Origin,
): void {
	const map = contextMapOf(doc, context);
	if (map === null) return;
	doc.yDoc.transact(() => {
		const order = keyAfter(readComponentOrder(map), '');
		mapIn(map, 'components')?.set(component.id, componentMapFrom(component, order));
	}, origin);
}

/** Changes name, type or code; what is absent stays. */
export function updateComponent(
	doc: ContextsDoc,
	context: ContextId,
	id: ComponentId,
	change: Partial<Pick<Component, 'name' | 'type' | 'code'>>,
	origin: Origin,
): void {
	const map = contextMapOf(doc, context);
	const components = map && mapIn(map, 'components');
	const component = components && mapIn(components, id);
	if (component) doc.yDoc.transact(() => writeFields(component, change), origin);
}

export function removeComponent(
	doc: ContextsDoc,
	context: ContextId,
	id: ComponentId,
	origin: Origin,
): void {
	const map = contextMapOf(doc, context);
	if (map !== null) doc.yDoc.transact(() => mapIn(map, 'components')?.delete(id), origin);
}

/** Takes a component out of the Context that owns it, if one does, and gives it to another. */
export function moveComponent(
	doc: ContextsDoc,
	from: ContextId | null,
	to: ContextId,
	component: Component,
	origin: Origin,
): void {
	if (from === to || contextMapOf(doc, to) === null) return;
	doc.yDoc.transact(() => {
		if (from !== null) removeComponent(doc, from, component.id, origin);
		addComponent(doc, to, component, origin);
	}, origin);
}

/** Makes the components read like these, touching only what differs. No transaction of its own. */
export function writeComponents(context: Y.Map<unknown>, components: readonly Component[]): void {
	const live = mapIn(context, 'components');
	if (live === null) return;
	const wanted = new Set<string>(components.map(({ id }) => id));
	for (const { id } of readComponentOrder(context)) if (!wanted.has(id)) live.delete(id);
	let previous: ComponentId | null = null;
	for (const component of components) {
		const map = mapIn(live, component.id);
		const entries = readComponentOrder(context);
		if (map === null) {
			live.set(component.id, componentMapFrom(component, keyAfter(entries, previous)));
		} else {
			writeFields(map, component);
			const at = entries.findIndex(({ id }) => id === component.id);
			if ((entries[at - 1]?.id ?? null) !== previous) {
				map.set('order', keyAfter(entries, previous, component.id));
			}
		}
		previous = component.id;
	}
}

function writeFields(
	map: Y.Map<unknown>,
	change: Partial<Pick<Component, 'name' | 'type' | 'code'>>,
): void {
	for (const field of ['name', 'type', 'code'] as const) {
		const next = change[field];
		if (next !== undefined && map.get(field) !== next) map.set(field, next);
	}
}

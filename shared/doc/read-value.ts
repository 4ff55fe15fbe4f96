/**
 * What peers left in a Y.Map, read without trust: the wrong shape reads as absent, and half a
 * character as the sign for one that is lost, since nothing that is hashed may hold it.
 */
import * as Y from 'yjs';
import { byOrder } from '#shared/doc/fractional-index.ts';

export function textIn(map: Y.Map<unknown>, key: string): Y.Text | null {
	const value = map.get(key);
	return value instanceof Y.Text ? value : null;
}

export function proseIn(map: Y.Map<unknown>, key: string): string {
	return textIn(map, key)?.toString().toWellFormed() ?? '';
}

export function mapIn(map: Y.Map<unknown>, key: string): Y.Map<unknown> | null {
	const value = map.get(key);
	return value instanceof Y.Map ? value : null;
}

export function stringIn(map: Y.Map<unknown>, key: string): string {
	const value = map.get(key);
	return typeof value === 'string' ? value.toWellFormed() : '';
}

export function stringsIn(map: Y.Map<unknown>, key: string): string[] {
	const value = map.get(key);
	if (!(value instanceof Y.Array)) return [];
	return value
		.toArray()
		.flatMap((entry) => (typeof entry === 'string' ? entry.toWellFormed() : []));
}

/** The entries that are Y.Maps under a key that `parse` takes, in order. */
export function orderedIn<Id extends string>(
	map: Y.Map<unknown>,
	parse: (key: string) => Id | null,
): { readonly id: Id; readonly order: string; readonly map: Y.Map<unknown> }[] {
	const entries: { id: Id; order: string; map: Y.Map<unknown> }[] = [];
	for (const [key, value] of map.entries()) {
		const id = parse(key);
		if (id === null || !(value instanceof Y.Map)) continue;
		entries.push({ id, order: stringIn(value, 'order'), map: value });
	}
	return entries.sort(byOrder);
}

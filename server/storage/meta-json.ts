import type { Store } from '#server/storage/store.ts';

/** A small fact that was stored as JSON; null where there is none, and where it can't be read. */
export function readMetaJson(store: Pick<Store, 'readMeta'>, name: string): unknown {
	try {
		return JSON.parse(store.readMeta(name) ?? 'null');
	} catch {
		return null;
	}
}

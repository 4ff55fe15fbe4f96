/** What design files without an id were taken for: it holds when the context map changes later. */
import type { Store } from '#server/storage/store.ts';
import type { ComponentId } from '#shared/id.ts';

export function rememberDesign(store: Store, path: string, id: ComponentId | null): void {
	store.writeMeta(nameOf(path), id ?? '');
}

/** The Component's id, or null for a file that was never taken in without an id. */
export function rememberedDesign(store: Store, path: string): string | null {
	return store.readMeta(nameOf(path)) || null;
}

function nameOf(path: string): string {
	return `design-file ${path}`;
}

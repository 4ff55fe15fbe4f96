/**
 * A design whose file was deleted on purpose: it keeps its words and gets no file, until somebody
 * changes a word of it.
 */
import type { Binding } from '#server/files/sides/binding.ts';
import type { Store } from '#server/storage/store.ts';
import { hashOf } from '#shared/hash.ts';

export function letGo(store: Store, binding: Binding): void {
	store.agreed.remove(binding.path);
	store.writeMeta(nameOf(binding.path), hashOf(binding.print(null) ?? ''));
}

export function isLetGo(store: Store, path: string, binding: Binding | null): boolean {
	const hash = store.readMeta(nameOf(path));
	if (hash === null || hash === '' || binding === null) return false;
	return store.agreed.read(path) === null && hashOf(binding.print(null) ?? '') === hash;
}

function nameOf(path: string): string {
	return `let go ${path}`;
}

import * as Y from 'yjs';
import { readRelay } from '#server/relay-identity.ts';
import { damaged } from '#server/storage/open-database.ts';
import type { Store } from '#server/storage/store.ts';
import { StoreFailure } from '#server/storage/store-failure.ts';
import type { Refusal } from '#shared/refusal.ts';

const PAGE = 1_000;

/** What keeps a workspace from being read, where it is its store; null where it is something else. */
export function refusalOfReading(error: unknown, store: Store, path: string): Refusal | null {
	if (error instanceof StoreFailure) return error.refusal;
	return isReadable(store) ? null : damaged(path);
}

/**
 * Whether the relay's key, all of the documents and the log can be read at all. SQLite finds a page
 * that is damaged, and no byte that is another one inside a row.
 */
function isReadable(store: Store): boolean {
	const { docs, log } = store;
	try {
		readRelay(store);
		for (const { name } of docs.list()) readDoc(docs, name);
		for (let from = 0; from < log.position(); from += PAGE) log.after(from, PAGE);
		return true;
	} catch {
		return false;
	}
}

function readDoc(docs: Store['docs'], name: string): void {
	const stored = docs.load(name);
	const yDoc = new Y.Doc();
	for (const update of stored ? [stored.snapshot, ...stored.tail] : []) Y.applyUpdate(yDoc, update);
	yDoc.destroy();
}

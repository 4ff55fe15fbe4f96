import * as Y from 'yjs';
import type { Store } from '#server/storage/store.ts';

const PAGE = 1_000;

/**
 * Whether all of the documents and the log can be read at all. SQLite finds a page that is damaged,
 * and no byte that is another one inside a row.
 */
export function isReadable({ docs, log }: Pick<Store, 'docs' | 'log'>): boolean {
	try {
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

import * as z from 'zod/mini';
import { GLANCE, Glance } from '#client/state/glance/glance.ts';

/** What this device keeps of the stories' document, and how the workspace looked the last time. */
export interface FirstLook {
	readonly glance: Glance;
	/** Yjs updates that together are the document. */
	readonly updates: readonly Uint8Array[];
}

const TABLES = ['facts', 'docs', 'snapshots', 'updates'];
const BYTES = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const GlanceRow = z.object({ value: Glance });
const SnapshotRow = z.optional(z.object({ state: BYTES }));
const UpdateRows = z.array(z.object({ update: BYTES }));

/**
 * Reads what the first paint needs straight from the browser's database, so that it doesn't wait
 * for the library that everything else reads and writes with. Null where there is nothing to show.
 */
export async function readFirstLook(slug: string): Promise<FirstLook | null> {
	const db = await openExisting(`lintel/${slug}`).catch(() => null);
	if (db === null) return null;
	try {
		if (!TABLES.every((table) => db.objectStoreNames.contains(table))) return null;
		return await readFrom(db.transaction(TABLES, 'readonly'));
	} catch {
		return null;
	} finally {
		db.close();
	}
}

async function readFrom(transaction: IDBTransaction): Promise<FirstLook | null> {
	const table = (name: string) => transaction.objectStore(name);
	const [fact, doc, snapshot, rows] = await Promise.all([
		answerOf(table('facts').get(GLANCE)),
		answerOf(table('docs').get('stories')),
		answerOf(table('snapshots').get('stories')),
		answerOf(table('updates').index('doc').getAll('stories')),
	]);
	const glance = GlanceRow.safeParse(fact);
	if (!glance.success || doc === undefined) return null;
	const state = SnapshotRow.parse(snapshot)?.state;
	const updates = UpdateRows.parse(rows).map(({ update }) => update);
	return {
		glance: glance.data.value,
		updates: state === undefined ? updates : [state, ...updates],
	};
}

/** Null where there is no such database: looking at one must not make it. */
function openExisting(name: string): Promise<IDBDatabase | null> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(name);
		let isNew = false;
		request.onupgradeneeded = () => {
			isNew = true;
			request.transaction?.abort();
		};
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => (isNew ? resolve(null) : reject(request.error));
	});
}

function answerOf<T>(request: IDBRequest<T>): Promise<unknown> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}

/**
 * A document as the relay holds it: loaded from snapshot and tail, written a batch at a time.
 *
 * A batch goes through `stage`, the store's commit and then `committed`, all in one turn, so
 * nobody sees the document ahead of the disk. What Yjs can't take is found in `stage`, before it
 * is stored; the document is then read again from disk and the rest of the batch applied.
 */
import * as Y from 'yjs';
import type { Store } from '#server/storage/store.ts';
import type { SyncLimits } from '#server/sync/limits.ts';
import type { Hash } from '#shared/hash.ts';

export interface Replica {
	readonly yDoc: Y.Doc;
	readonly generation: Hash;
	/** Bytes that the document takes in the store, snapshot and tail. */
	bytes(): number;
	/** Bytes of updates that wait for others. */
	pendingBytes(): number;
	/** Counts what a commit has added to the tail. */
	committed(updateBytes: number): void;
	/** Whether the tail has grown enough to be worth compacting. */
	isLong(): boolean;
	hasTail(): boolean;
	/** Replaces snapshot and tail by the document's state. */
	compact(): void;
	destroy(): void;
}

export interface Seed {
	readonly generation: Hash;
	readonly update: Uint8Array;
}

/** Loads a document, founding it on its seed if the store has never had it. */
export function loadReplica(
	name: string,
	store: Store,
	limits: SyncLimits,
	seed: (name: string) => Seed,
): Replica {
	const stored = store.docs.load(name) ?? found(name, store, seed);
	const yDoc = new Y.Doc({ guid: name });
	yDoc.transact(() => {
		Y.applyUpdate(yDoc, stored.snapshot);
		for (const update of stored.tail) Y.applyUpdate(yDoc, update);
	});
	let snapshotBytes = stored.snapshot.length;
	let tailRows = stored.tail.length;
	let tailBytes = stored.tail.reduce((sum, { length }) => sum + length, 0);

	function compact() {
		const state = Y.encodeStateAsUpdate(yDoc);
		store.docs.compact(name, state);
		snapshotBytes = state.length;
		tailRows = 0;
		tailBytes = 0;
	}

	return {
		yDoc,
		generation: stored.generation,
		bytes: () => snapshotBytes + tailBytes,
		pendingBytes: () =>
			(yDoc.store.pendingStructs?.update.length ?? 0) + (yDoc.store.pendingDs?.length ?? 0),
		committed: (updateBytes) => {
			tailRows += 1;
			tailBytes += updateBytes;
		},
		isLong: () =>
			tailRows > limits.tailRows || tailBytes > Math.max(limits.tailBytes, snapshotBytes),
		hasTail: () => tailRows > 0,
		compact,
		destroy: () => yDoc.destroy(),
	};
}

function found(name: string, store: Store, seed: (name: string) => Seed) {
	const { generation, update } = seed(name);
	store.docs.create(name, generation, update);
	return { generation, snapshot: update, tail: [] };
}

import * as Y from 'yjs';
import { Changes } from '#client/state/changes.svelte.ts';
import type { DocStore } from '#client/sync/doc-store.ts';
import {
	type Arrival,
	Arrived,
	FROM_DISK,
	FROM_RELAY,
	Replica,
	type ReplicaUpdate,
} from '#client/sync/replica.ts';
import type { WriteBehind } from '#client/sync/write-behind.ts';
import { generationOf } from '#shared/doc/generation.ts';
import type { Hash } from '#shared/hash.ts';

interface Entry {
	replica: Replica;
	loading: Promise<void>;
	readonly changes: Changes;
	/** Whether the database knows the document. */
	stored: boolean;
}

/** A first sync brings a thousand documents one by one. */
const JOINING_MS = 250;
/** An update that says nothing, and that there is nothing. */
const NOTHING = Y.encodeStateAsUpdate(new Y.Doc());

/**
 * Every document of a workspace that this page holds.
 *
 * What is edited here or arrives from the relay is written behind into the database; what came
 * from the database or another tab is there already. Documents appear empty at once and fill when
 * the database has answered.
 */
export interface Replicas {
	of(name: string): Replica;
	/** Whether this page holds the document already. */
	has(name: string): boolean;
	/** Runs its readers again after each change of the document, a new generation included. */
	changesOf(name: string): Changes;
	/** When what this device keeps of the document is in it. */
	loaded(name: string): Promise<Replica>;
	/** The same list until a document joins it. */
	readonly names: readonly string[];
	/** Takes up the founding that this device keeps by now, if another tab has started over. */
	reread(name: string): Promise<void>;
	/** Puts an empty Replica of another generation in the document's place. */
	replace(name: string, generation: Hash): Replica;
	/** The relay and this page hold the same: that a document is empty is known from then on. */
	evened(name: string): void;
	listen(listener: (update: ReplicaUpdate) => void): () => void;
	/** Told when a document is founded anew. */
	onReplace(listener: (replica: Replica) => void): () => void;
	close(): void;
}

export function createReplicas(store: DocStore, writeBehind: Pick<WriteBehind, 'add'>): Replicas {
	const entries = new Map<string, Entry>();
	const listeners = new Set<(update: ReplicaUpdate) => void>();
	const replaced = new Set<(replica: Replica) => void>();
	const known = new Changes();
	let names: readonly string[] = [];

	return {
		of: (name) => entryOf(name).replica,
		has: (name) => entries.has(name),
		changesOf: (name) => entryOf(name).changes,
		async loaded(name) {
			await entryOf(name).loading;
			return entryOf(name).replica;
		},
		get names() {
			known.version;
			if (names.length !== entries.size) names = [...entries.keys()];
			return names;
		},
		async reread(name) {
			await entryOf(name).loading;
			const stored = await store.load(name);
			if (stored === null || stored.generation === entryOf(name).replica.generation) return;
			const replica = replace(name, stored.generation);
			replica.loaded = false;
			applyStored(replica, stored.updates);
			replica.loaded = true;
		},
		replace,
		evened(name) {
			const entry = entryOf(name);
			const { generation, isEmpty } = entry.replica;
			if (isEmpty && generation !== null && !entry.stored) {
				entry.stored = true;
				writeBehind.add({ doc: name, generation, update: NOTHING, mine: false });
			}
			entry.changes.touch();
		},
		listen(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		onReplace(listener) {
			replaced.add(listener);
			return () => replaced.delete(listener);
		},
		close() {
			for (const { replica } of entries.values()) replica.destroy();
			entries.clear();
			names = [];
		},
	};

	function replace(name: string, generation: Hash): Replica {
		const entry = entryOf(name);
		const before = entry.replica;
		const replica = watched(new Replica(name, before.round + 1), entry.changes);
		replica.generation = generation;
		replica.loaded = true;
		entry.replica = replica;
		entry.loading = Promise.resolve();
		before.destroy();
		for (const listener of replaced) listener(replica);
		entry.changes.touch();
		return replica;
	}

	function entryOf(name: string): Entry {
		const held = entries.get(name);
		if (held !== undefined) return held;
		const changes = new Changes();
		const replica = watched(new Replica(name, 0), changes);
		const entry: Entry = { replica, changes, loading: Promise.resolve(), stored: false };
		entries.set(name, entry);
		entry.loading = load(entry);
		// A getter may be the first to ask, and a getter must not change what it reads.
		queueMicrotask(() => known.touchTogether(JOINING_MS));
		return entry;
	}

	function watched(replica: Replica, changes: Changes): Replica {
		replica.doc.on('update', (update: Uint8Array, origin: unknown) => {
			const from = arrivalOf(replica, origin);
			if (from !== 'disk' && from !== 'tab') keep(replica, update, from === null);
			for (const listener of listeners) listener({ replica, update, from });
			changes.touch();
		});
		return replica;
	}

	function keep(replica: Replica, update: Uint8Array, mine: boolean): void {
		// Nobody named a generation: this edit starts the document, as an empty file would.
		replica.generation ??= generationOf(replica.name, '');
		writeBehind.add({ doc: replica.name, generation: replica.generation, update, mine });
	}

	async function load(entry: Entry): Promise<void> {
		const { replica, changes } = entry;
		const stored = await store.load(replica.name);
		entry.stored = stored !== null;
		// Another tab may have named the generation meanwhile, with what it just wrote.
		if (stored !== null && (replica.generation ?? stored.generation) === stored.generation) {
			replica.generation = stored.generation;
			replica.hasUnsent = stored.unsent > 0;
			replica.doc.transact(() => {
				for (const update of stored.updates) Y.applyUpdate(replica.doc, update, FROM_DISK);
			}, FROM_DISK);
		}
		replica.loaded = true;
		changes.touch();
	}
}

function arrivalOf(replica: Replica, origin: unknown): Arrival | null {
	if (origin instanceof Arrived) return origin.from;
	return replica.link !== null && origin === replica.link ? 'relay' : null;
}

/** Brings in what other tabs stored: a word of theirs may have come late, or before this page was. */
export function applyStored(replica: Replica, updates: readonly Uint8Array[]): void {
	replica.hasUnsent = true;
	for (const update of updates) Y.applyUpdate(replica.doc, update, FROM_DISK);
}

/** Brings an update of the relay's into a document, as y-websocket's provider would. */
export function applyFromRelay(replica: Replica, update: Uint8Array): void {
	Y.applyUpdate(replica.doc, update, FROM_RELAY);
}

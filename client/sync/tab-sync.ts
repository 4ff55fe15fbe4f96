import {
	applyAwarenessUpdate,
	encodeAwarenessUpdate,
	removeAwarenessStates,
} from 'y-protocols/awareness';
import * as Y from 'yjs';
import { FROM_TAB, type Replica } from '#client/sync/replica.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { TabBus, TabMessage } from '#client/sync/tab-bus.ts';

/**
 * Keeps the tabs of one workspace alike: edits and presence made here go to the others, and
 * theirs come in. Each tab writes its own edits into the database; the leader also sends all.
 */
export interface TabSync {
	/** Tells the other tabs everything of a document, for one that has just opened it. */
	announce(name: string): void;
	/** Tells the other tabs that a document was founded anew. */
	announceReplaced(replica: Replica): void;
	/** Shares presence in a document with the other tabs, from now on. */
	sharePresence(replica: Replica): void;
	close(): void;
}

export function createTabSync(replicas: Replicas, bus: TabBus): TabSync {
	const shared = new WeakSet<Replica>();
	const here = new Set<Replica>();

	const stopReplicas = replicas.listen(({ replica, update, from }) => {
		// What is read later than the document itself was stored by a tab that is gone since.
		if (from === 'tab' || (from === 'disk' && !replica.loaded)) return;
		if (replica.generation === null) return;
		const { name: doc, generation } = replica;
		bus.say({ type: 'update', doc, generation, update, own: from !== 'relay' });
	});
	const stopBus = bus.listen(take);
	addEventListener('pagehide', leave);

	return {
		announce(name) {
			const { generation, doc } = replicas.of(name);
			if (generation === null) return;
			bus.say({ type: 'update', doc: name, generation, update: Y.encodeStateAsUpdate(doc) });
		},
		announceReplaced({ name, generation, doc }) {
			if (generation === null) return;
			const state = Y.encodeStateAsUpdate(doc);
			bus.say({ type: 'replaced', doc: name, generation, state });
		},
		sharePresence,
		close() {
			leave();
			removeEventListener('pagehide', leave);
			stopReplicas();
			stopBus();
		},
	};

	function take(message: TabMessage): void {
		if (message.type === 'replaced') {
			const { doc, generation, state } = message;
			const held = replicas.of(doc);
			const replica = held.generation === generation ? held : replicas.replace(doc, generation);
			Y.applyUpdate(replica.doc, state, FROM_TAB);
			return;
		}
		if (message.type !== 'update' && message.type !== 'awareness') return;
		if (!replicas.has(message.doc)) return;
		const replica = replicas.of(message.doc);
		if (message.type === 'awareness') {
			if (replica.hasAwareness) applyAwarenessUpdate(replica.awareness, message.update, FROM_TAB);
			return;
		}
		replica.generation ??= message.generation;
		if (replica.generation === message.generation) apply(replica, message.update);
		else void takeUp(message);
	}

	/** The word that the document was founded anew was lost, or comes later: the database knows. */
	async function takeUp({ doc, generation, update }: Extract<TabMessage, { type: 'update' }>) {
		await replicas.reread(doc);
		const replica = replicas.of(doc);
		if (replica.generation === generation) apply(replica, update);
	}

	function apply({ doc }: Replica, update: Uint8Array): void {
		Y.applyUpdate(doc, update, FROM_TAB);
	}

	function sharePresence(replica: Replica): void {
		if (shared.has(replica)) return;
		shared.add(replica);
		here.add(replica);
		replica.doc.on('destroy', () => here.delete(replica));
		replica.awareness.on('update', (changed: Changed, origin: unknown) => {
			if (origin === FROM_TAB) return;
			const clients = [...changed.added, ...changed.updated, ...changed.removed];
			const update = encodeAwarenessUpdate(replica.awareness, clients);
			bus.say({ type: 'awareness', doc: replica.name, update });
		});
	}

	/** A closed tab is gone at once, not when its presence runs out. */
	function leave(): void {
		for (const { awareness, doc } of here)
			removeAwarenessStates(awareness, [doc.clientID], 'closed');
	}
}

interface Changed {
	readonly added: number[];
	readonly updated: number[];
	readonly removed: number[];
}

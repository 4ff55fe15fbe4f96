/**
 * One Room holds one document and the peers editing it.
 *
 * The Room knows nothing of WebSockets or disks: peers arrive through the {@link Peer} port, and
 * the committer writes for it. Every write waits for the end of its turn, is stored, and only then
 * goes to the other peers and is acknowledged.
 */

import { type Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Store } from '#server/storage/store.ts';
import { type Appearance, createAppearance } from '#server/sync/appearance.ts';
import { createClientIds } from '#server/sync/client-ids.ts';
import type { Committed, Committer } from '#server/sync/committer.ts';
import { createConversation } from '#server/sync/conversation.ts';
import { guardOf } from '#server/sync/guard.ts';
import type { SyncLimits } from '#server/sync/limits.ts';
import type { Identity, Peer } from '#server/sync/peer.ts';
import { createPresence } from '#server/sync/presence.ts';
import { createRelayAwareness } from '#server/sync/relay-awareness.ts';
import { loadReplica, type Replica, type Seed } from '#server/sync/replica.ts';
import { stageWrites } from '#server/sync/stage.ts';
import type { Outcome, Staged, Work, Write } from '#server/sync/write.ts';
import type { DocName } from '#shared/doc/doc-name.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { Hash } from '#shared/hash.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import { awarenessFrame, updateFrame } from '#shared/protocol/sync-frames.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Room {
	readonly name: DocName;
	readonly generation: Hash;
	/**
	 * The live document, as it is on disk. Read it and let go: it is another object after an idle
	 * spell or a failed disk. Write through {@link Room.edit} only.
	 */
	readonly yDoc: Y.Doc;
	readonly awareness: Awareness;
	/**
	 * Runs a change as one transaction and resolves when it is durable. Rejects with what `change`
	 * threw, or with the store's failure; the document is then as if nothing had happened.
	 * What `alongside` writes to the store is durable with the change, or not at all.
	 */
	edit(origin: Origin, change: (yDoc: Y.Doc) => void, alongside?: () => void): Promise<void>;
	/** Takes an update that came without a socket; resolves when it is durable. */
	take(origin: Origin, update: Uint8Array): Promise<Result<void, Refusal>>;
	/** Seats a peer, tells it what it needs to catch up, and returns the way out. */
	join(peer: Peer): () => void;
	/** Takes one frame from a peer that has joined. */
	receive(peer: Peer, frame: Uint8Array): void;
	/** Lets somebody without a socket be seen here. */
	appear(identity: Identity): Appearance;
}

/** A Room as `rooms.ts` keeps it. */
export interface KeptRoom extends Room, Committed {
	/** Whether nobody is connected or seen here, and nothing waits to be written. */
	isIdle(): boolean;
	/** Sends everyone away, compacts what has a tail, and ends. */
	close(code: number, reason: string): void;
}

export interface RoomDeps {
	readonly name: DocName;
	readonly store: Store;
	readonly committer: Committer;
	readonly limits: SyncLimits;
	seed(name: DocName): Seed;
	/** Whose the document's client ids are. */
	readonly owners: Map<number, string>;
	/** Whether somebody who was a Member is none any more. */
	hasLeft(member: string): boolean;
	/** Called after a commit, once per origin. */
	onCommitted(name: DocName, origin: Origin): void;
}

export function createRoom(deps: RoomDeps): KeptRoom {
	const { name, store, committer, limits } = deps;
	let loaded: Replica | null = null;

	const guard = guardOf(name);
	const awareness = createRelayAwareness();
	const clientIds = createClientIds(deps.hasLeft, deps.owners);
	const presence = createPresence(awareness, limits, (client, { id }) =>
		clientIds.show(client, id, Y.getState(replica().yDoc.store, client)),
	);
	const conversation = createConversation({ limits, presence, replica, enqueue });

	awareness.on('update', tellWhoIsHere);

	function replica(): Replica {
		loaded ??= loadReplica(name, store, limits, deps.seed);
		return loaded;
	}

	function letGo() {
		loaded?.destroy();
		loaded = null;
	}

	function enqueue(
		peer: Peer | null,
		origin: Origin,
		work: Work,
		settle: (outcome: Outcome) => void,
	) {
		committer.add(room, { peer, origin, work, settle });
	}

	function stage(writes: readonly Write[]) {
		return stageWrites(writes, replica, letGo, limits, guard, clientIds);
	}

	function publish(staged: readonly Staged[]) {
		let bytes = 0;
		const origins = new Map<string, Origin>();
		for (const { write, update } of staged) {
			if (update) {
				const { work, origin } = write;
				const frame = work.kind === 'update' ? work.frame : null;
				conversation.broadcast(frame ?? updateFrame(update), write.peer);
				origins.set(`${origin.kind} ${origin.id}`, origin);
				bytes += update.length;
			}
			write.settle({ kind: 'durable' });
		}
		if (bytes === 0) return;
		replica().committed(bytes);
		if (replica().isLong()) compact();
		for (const origin of origins.values()) deps.onCommitted(name, origin);
	}

	function reset() {
		conversation.close(CLOSE.diskFailed, 'The relay could not write to its disk.');
		letGo();
	}

	/** A compaction that fails has changed nothing: the tail is as good, only longer. */
	function compact() {
		try {
			replica().compact();
		} catch {
			// Tried again after the next commit.
		}
	}

	function edit(
		origin: Origin,
		change: (yDoc: Y.Doc) => void,
		alongside: (() => void) | null = null,
	): Promise<void> {
		return new Promise((resolve, reject) => {
			enqueue(null, origin, { kind: 'edit', change, alongside }, (outcome) => {
				if (outcome.kind === 'durable') resolve();
				else if (outcome.kind === 'failed') reject(outcome.error);
				else reject(new Error(outcome.refusal.reason));
			});
		});
	}

	function take(origin: Origin, update: Uint8Array): Promise<Result<void, Refusal>> {
		return new Promise((resolve, reject) => {
			enqueue(null, origin, { kind: 'update', update, frame: null }, (outcome) => {
				if (outcome.kind === 'durable') resolve(ok(undefined));
				else if (outcome.kind === 'refused') resolve(err(outcome.refusal));
				else reject(outcome.error);
			});
		});
	}

	function tellWhoIsHere(
		change: { added: number[]; updated: number[]; removed: number[] },
		origin: unknown,
	) {
		const clients = [...change.added, ...change.updated, ...change.removed];
		const frame = awarenessFrame(encodeAwarenessUpdate(awareness, clients));
		conversation.broadcast(frame, origin);
	}

	const room: KeptRoom = {
		name,
		get generation() {
			return replica().generation;
		},
		get yDoc() {
			return replica().yDoc;
		},
		awareness,
		edit,
		take,
		join: conversation.join,
		receive: conversation.receive,
		appear: (identity) => createAppearance(awareness, identity),
		stage,
		publish,
		reset,
		isIdle: () =>
			conversation.size === 0 && awareness.getStates().size === 0 && !committer.holds(room),
		close: (code, reason) => {
			conversation.close(code, reason);
			if (loaded?.hasTail()) compact();
			letGo();
			awareness.destroy();
		},
	};
	return room;
}

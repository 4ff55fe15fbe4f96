/** What a Room says to its peers and hears from them: the y-websocket protocol, and the marks. */
import * as Y from 'yjs';
import { inspectUpdate } from '#server/sync/inspect-update.ts';
import type { SyncLimits } from '#server/sync/limits.ts';
import type { Peer } from '#server/sync/peer.ts';
import type { Presence } from '#server/sync/presence.ts';
import type { Replica } from '#server/sync/replica.ts';
import type { Outcome, Work } from '#server/sync/write.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import {
	awarenessFrame,
	durableFrame,
	generationFrame,
	readSyncFrame,
	type SyncFrame,
	step1Frame,
	step2Frame,
} from '#shared/protocol/sync-frames.ts';

export interface Conversation {
	readonly size: number;
	/** Seats a peer, tells it what it needs to catch up, and returns the way out. */
	join(peer: Peer): () => void;
	receive(peer: Peer, bytes: Uint8Array): void;
	broadcast(frame: Uint8Array, except: unknown): void;
	/** Sends everyone away. */
	close(code: number, reason: string): void;
}

export interface ConversationDeps {
	readonly limits: SyncLimits;
	readonly presence: Presence;
	replica(): Replica;
	enqueue(peer: Peer, origin: Origin, work: Work, settle: (outcome: Outcome) => void): void;
}

type UpdateWork = Extract<Work, { kind: 'update' }>;

export function createConversation(deps: ConversationDeps): Conversation {
	const { limits, presence, replica } = deps;
	const peers = new Set<Peer>();

	function join(peer: Peer) {
		const { generation, yDoc } = replica();
		peers.add(peer);
		peer.send(generationFrame(generation));
		// Without the relay's own step 1, what a client wrote while offline would never come up.
		peer.send(step1Frame(Y.encodeStateVector(yDoc)));
		sendEveryone(peer);
		return () => leave(peer);
	}

	function leave(peer: Peer) {
		if (peers.delete(peer)) presence.leave(peer);
	}

	function expel(peer: Peer, code: number, reason: string) {
		if (!peers.has(peer)) return;
		leave(peer);
		peer.close(code, reason);
	}

	function receive(peer: Peer, bytes: Uint8Array) {
		if (!peers.has(peer)) return;
		if (bytes.length > limits.frameBytes) {
			expel(peer, CLOSE.tooMuch, `A frame may have ${limits.frameBytes} bytes.`);
			return;
		}
		try {
			handle(peer, readSyncFrame(bytes), bytes);
		} catch (error) {
			expel(peer, CLOSE.malformed, error instanceof Error ? error.message : 'Unreadable frame.');
		}
	}

	function handle(peer: Peer, frame: SyncFrame, bytes: Uint8Array): void {
		switch (frame.type) {
			case 'step1':
				peer.send(step2Frame(Y.encodeStateAsUpdate(replica().yDoc, frame.stateVector)));
				break;
			case 'step2':
				take(peer, { kind: 'update', update: frame.update, frame: null });
				break;
			case 'update':
				take(peer, { kind: 'update', update: frame.update, frame: bytes });
				break;
			case 'awareness':
				presence.receive(peer, frame.update);
				break;
			case 'queryAwareness':
				sendEveryone(peer);
				break;
			case 'mark':
				write(peer, { kind: 'mark' }, () => peer.send(durableFrame(frame.number)));
				break;
			default:
				throw new Error(`A client doesn't send ${frame.type}.`);
		}
	}

	function take(peer: Peer, work: UpdateWork) {
		if (peer.canWrite()) {
			write(peer, work, () => undefined);
			return;
		}
		// Even a reader answers step 1, with an update that says nothing new.
		const verdict = inspectUpdate(replica().yDoc, work.update);
		if (verdict === 'malformed') throw new Error('The update could not be read.');
		if (verdict === 'new') expel(peer, CLOSE.forbidden, 'You may read this, and not write.');
	}

	function write(peer: Peer, work: Work, onDurable: () => void) {
		const { kind, id } = peer.identity;
		deps.enqueue(peer, { kind, id }, work, (outcome) => {
			if (outcome.kind === 'refused') expel(peer, outcome.code, outcome.refusal.reason);
			if (outcome.kind === 'durable' && peers.has(peer)) onDurable();
		});
	}

	function sendEveryone(peer: Peer) {
		const everyone = presence.all();
		if (everyone) peer.send(awarenessFrame(everyone));
	}

	function broadcast(frame: Uint8Array, except: unknown) {
		for (const peer of peers) if (peer !== except) peer.send(frame);
	}

	function close(code: number, reason: string) {
		for (const peer of [...peers]) expel(peer, code, reason);
	}

	return {
		get size() {
			return peers.size;
		},
		join,
		receive,
		broadcast,
		close,
	};
}

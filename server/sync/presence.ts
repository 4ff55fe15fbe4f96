/**
 * Who is in a Room and where: y-protocols awareness with names that can't be made up.
 *
 * The relay stamps each presence with the identity it authenticated, and takes updates of a
 * client id only from those who are the same person or agent as the first to use it. (Stock
 * clients send everybody's presence back; that is dropped as not newer.)
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import {
	type Awareness,
	applyAwarenessUpdate,
	encodeAwarenessUpdate,
	removeAwarenessStates,
} from 'y-protocols/awareness';
import type { SyncLimits } from '#server/sync/limits.ts';
import type { Identity, Peer } from '#server/sync/peer.ts';

interface Entry {
	readonly client: number;
	readonly clock: number;
	readonly json: string;
}

export interface Presence {
	/** Takes a peer's awareness update. Throws on one that can't be read. */
	receive(peer: Peer, update: Uint8Array): void;
	/** Everyone here, or null in an empty Room. */
	all(): Uint8Array | null;
	/** Takes away what only this peer held up. */
	leave(peer: Peer): void;
}

/** Owns what no peer does; never the id of a Member or an Agent. */
const RELAY = 'relay';

/** `onSeen` hears of each client id that somebody shows as their own. */
export function createPresence(
	awareness: Awareness,
	limits: SyncLimits,
	onSeen: (client: number, identity: Identity) => void = () => undefined,
): Presence {
	const owners = new Map<number, string>();
	const holders = new Map<Peer, Set<number>>();

	awareness.on('update', keepOwn);

	/** What the relay itself shows, no peer may change. */
	function keepOwn({ added }: { added: readonly number[] }) {
		for (const client of added) if (!owners.has(client)) owners.set(client, RELAY);
	}

	function receive(peer: Peer, update: Uint8Array) {
		const decoder = decoding.createDecoder(update);
		const accepted: Entry[] = [];
		for (let left = decoding.readVarUint(decoder); left > 0; left--) {
			const client = decoding.readVarUint(decoder);
			const clock = decoding.readVarUint(decoder);
			const json = decoding.readVarString(decoder);
			if (!isOwn(peer, client, clock) || json.length > limits.presenceBytes) continue;
			accepted.push({ client, clock, json: stamp(json, peer.identity) });
			if (json !== 'null') onSeen(client, peer.identity);
		}
		if (accepted.length > 0) applyAwarenessUpdate(awareness, encodePresences(accepted), peer);
	}

	/** Whether this is newer than what is known, and this peer's to say. Remembers that it is. */
	function isOwn(peer: Peer, client: number, clock: number) {
		const owner = owners.get(client);
		if (owner === undefined && isFull(peer.identity.id)) forgetTheGone();
		if (owner === undefined && isFull(peer.identity.id)) return false;
		if (owner !== undefined && owner !== peer.identity.id) return false;
		owners.set(client, peer.identity.id);
		const held = holders.get(peer) ?? new Set();
		holders.set(peer, held.add(client));
		const known = awareness.meta.get(client)?.clock;
		return known === undefined || clock >= known;
	}

	/** One who shows more than anybody has tabs keeps nobody else from being seen. */
	function isFull(id: string) {
		const each = owners.values().filter((owner) => owner === id);
		return owners.size >= limits.presences || [...each].length >= limits.presencesEach;
	}

	/** Ids of those who left stay known for a while, so that an echo doesn't bring them back. */
	function forgetTheGone() {
		for (const client of owners.keys()) {
			if (awareness.states.has(client)) continue;
			owners.delete(client);
			awareness.meta.delete(client);
		}
	}

	function leave(peer: Peer) {
		const held = holders.get(peer) ?? new Set();
		holders.delete(peer);
		for (const others of holders.values()) {
			for (const client of others) held.delete(client);
		}
		removeAwarenessStates(awareness, [...held], peer);
	}

	function all() {
		const clients = [...awareness.getStates().keys()];
		return clients.length === 0 ? null : encodeAwarenessUpdate(awareness, clients);
	}

	return { receive, all, leave };
}

/** Adds who it is to a state; null, "I am gone", stays as it is. Throws if it is no object. */
function stamp(json: string, identity: Identity): string {
	const state: unknown = JSON.parse(json);
	if (state === null) return json;
	if (typeof state !== 'object' || Array.isArray(state))
		throw new Error('A presence is an object.');
	return JSON.stringify(stampedState(state, identity));
}

export function stampedState(state: object, { kind, id, name }: Identity): object {
	const user = 'user' in state && typeof state.user === 'object' ? state.user : null;
	return { ...state, user: { ...user, kind, id, name } };
}

export function encodePresences(entries: readonly Entry[]): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, entries.length);
		for (const { client, clock, json } of entries) {
			encoding.writeVarUint(encoder, client);
			encoding.writeVarUint(encoder, clock);
			encoding.writeVarString(encoder, json);
		}
	});
}

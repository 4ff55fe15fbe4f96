import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Hash } from '#shared/hash.ts';

/** Where an update came from, when it was not made on this page. */
export type Arrival = 'disk' | 'tab' | 'relay';

/** The origin of a transaction that brings in what others made. */
export class Arrived {
	readonly from: Arrival;

	constructor(from: Arrival) {
		this.from = from;
	}
}

export const FROM_DISK = new Arrived('disk');
export const FROM_TAB = new Arrived('tab');
export const FROM_RELAY = new Arrived('relay');

/** An update to one document, with where it came from; null when it was made on this page. */
export interface ReplicaUpdate {
	readonly replica: Replica;
	readonly update: Uint8Array;
	readonly from: Arrival | null;
}

/**
 * One document as this page holds it: one generation of it, for ever. Another generation is
 * another Replica, since Yjs must never merge across them.
 */
export class Replica {
	readonly name: string;
	readonly doc: Y.Doc;
	/** Counts the foundings this page has seen of the document, for `{#key}`. */
	readonly round: number;
	/** Null until the relay named it, or the first edit founded an empty document. */
	generation: Hash | null = null;
	/** The origin under which the relay's updates arrive, while a room is open. */
	link: object | null = null;
	/** Whether what this device keeps has been read. */
	loaded = false;
	/** Whether what was read of the database may lack on the relay. */
	hasUnsent = false;
	#awareness: Awareness | null = null;

	constructor(name: string, round: number) {
		this.name = name;
		this.round = round;
		this.doc = new Y.Doc();
	}

	/** Presence in this document. It starts with the first look: an unused one sends nothing. */
	get awareness(): Awareness {
		this.#awareness ??= new Awareness(this.doc);
		return this.#awareness;
	}

	get hasAwareness(): boolean {
		return this.#awareness !== null;
	}

	get isEmpty(): boolean {
		return this.doc.store.clients.size === 0;
	}

	destroy(): void {
		this.#awareness?.destroy();
		this.doc.destroy();
	}
}

import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Hash } from '#shared/hash.ts';
import type { Blob, BlobRef } from '#shared/lifecycle/blob.ts';
import type { Envelope } from '#shared/lifecycle/envelope.ts';
import type { EventId, Revision } from '#shared/lifecycle/event.ts';
import type { Assurance } from '#shared/lifecycle/policy.ts';
import type { PublicKey } from '#shared/lifecycle/public-key.ts';
import type { Refusal } from '#shared/refusal.ts';

/** Some milliseconds of edits to one document, as one Yjs update. `mine`: made on this device. */
export interface UpdateRow {
	n: number;
	doc: string;
	update: Uint8Array;
	mine: boolean;
}

/** A document's state when it was last compacted: everything in it is on the relay. */
export interface SnapshotRow {
	doc: string;
	state: Uint8Array;
}

/** Which founding of a document this device holds; rows of its own up to `acked` are on the relay. */
export interface DocRow {
	name: string;
	generation: Hash;
	acked: number;
}

/**
 * A founding of a document that this device has left: what of it was carried over (`base`), and
 * what it says with what the relay never had (`mine`).
 */
export interface LeftFounding {
	/** Absent from a row of an earlier version. */
	generation?: Hash | undefined;
	base: Uint8Array;
	mine: Uint8Array;
}

/** A document's last founding before this one. It stays, for a tab that hears late of the new one. */
export interface CarriedRow extends LeftFounding {
	name: string;
	/** The ones before it, for a tab that slept through several; the newest first. */
	earlier?: readonly LeftFounding[];
}

/** `settled`: the relay has it. `provisional`: only this device. `refused`: it counts nowhere. */
export interface EventRow {
	id: EventId;
	/** The order in which this device learnt of it; parents come first. */
	seq: number;
	envelope: Envelope;
	assurance: Assurance;
	status: 'settled' | 'provisional' | 'refused';
	refusal: Refusal | null;
}

export interface OutboxRow {
	n: number;
	id: EventId;
	texts: readonly Revision[];
	blobs: readonly BlobRef[];
}

export interface KeyRow {
	/** `event` signs events and nothing else; `access` opens connections. `next…` are about to take their place. */
	name: 'event' | 'access' | 'nextEvent' | 'nextAccess';
	privateKey: CryptoKey;
	publicKey: PublicKey;
}

/** Everything this browser keeps of one workspace. It survives the relay, the tab and the network. */
export class Database extends Dexie {
	declare readonly updates: EntityTable<UpdateRow, 'n'>;
	declare readonly snapshots: Table<SnapshotRow, string>;
	declare readonly docs: Table<DocRow, string>;
	declare readonly carried: Table<CarriedRow, string>;
	declare readonly events: Table<EventRow, EventId>;
	declare readonly outbox: EntityTable<OutboxRow, 'n'>;
	declare readonly revisions: Table<{ revision: Revision; text: string }, Revision>;
	declare readonly blobs: Table<{ ref: BlobRef; blob: Blob }, BlobRef>;
	declare readonly keys: Table<KeyRow, string>;
	declare readonly roots: Table<{ slug: string; root: EventId }, string>;
	declare readonly facts: Table<{ name: string; value: unknown }, string>;

	constructor(slug: string) {
		super(`lintel/${slug}`);
		this.version(1).stores({
			updates: '++n, doc',
			snapshots: 'doc',
			docs: 'name',
			carried: 'name',
			events: 'id, seq',
			outbox: '++n, id',
			revisions: 'revision',
			blobs: 'ref',
			keys: 'name',
			roots: 'slug',
			facts: 'name',
		});
		// A newer tab may upgrade the tables: this one lets go instead of blocking it.
		this.on('versionchange', () => this.close());
	}
}

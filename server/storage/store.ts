/**
 * What the relay remembers of one workspace, as a port: `sqlite.ts` on disk, `memory.ts` in tests.
 *
 * Every method is synchronous and durable when it returns; a method that throws has changed
 * nothing. Names, ids and hashes were parsed before they come here.
 */
import type { Hash } from '#shared/hash.ts';
import type { AgentId, ArtefactId, SessionId } from '#shared/id.ts';
import type { Blob } from '#shared/lifecycle/blob.ts';
import type { Envelope } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { EditionHead } from '#shared/protocol/history.ts';
import type { Refusal } from '#shared/refusal.ts';

export interface StoredDoc {
	readonly generation: Hash;
	/** The document's state when it was last compacted, as one Yjs update (V1). */
	readonly snapshot: Uint8Array;
	/** Updates since, oldest first. */
	readonly tail: readonly Uint8Array[];
}

export interface DocStore {
	/** Every document, with its generation, by name. */
	list(): readonly { readonly name: string; readonly generation: Hash }[];
	load(name: string): StoredDoc | null;
	/** Founds a document on its seed. Throws if there is one of that name. */
	create(name: string, generation: Hash, seed: Uint8Array): void;
	/** Appends updates to any number of documents in one transaction. */
	append(updates: readonly { readonly name: string; readonly update: Uint8Array }[]): void;
	/** Replaces snapshot and tail by one state, in one transaction. */
	compact(name: string, state: Uint8Array): void;
	remove(name: string): void;
}

export interface LogStore {
	/** How many events are numbered: the position after the last. */
	position(): number;
	has(id: EventId): boolean;
	/** Appends the events that are not there yet and returns the new position. One transaction. */
	append(
		events: readonly { readonly id: EventId; readonly envelope: Envelope }[],
		texts: readonly { readonly revision: Hash; readonly text: string }[],
		blobs: readonly { readonly ref: Hash; readonly blob: Blob }[],
	): number;
	/** At most `limit` events after `position`, oldest first. */
	after(
		position: number,
		limit: number,
	): readonly { readonly id: EventId; readonly envelope: Envelope }[];
	readText(revision: Hash): string | null;
	readBlob(ref: Hash): Blob | null;
	listBlobs(): readonly { readonly ref: Hash; readonly blob: Blob }[];
}

/** The last text that a file and its documents agreed on: the base of the next three-way merge. */
export interface AgreedStore {
	read(path: string): string | null;
	list(): readonly string[];
	write(path: string, text: string): void;
	remove(path: string): void;
}

/** An Agent's token, known here only by its hash. */
export interface StoredAgent {
	readonly id: AgentId;
	readonly name: string;
	readonly tokenHash: Hash | null;
	readonly createdAt: string;
	readonly revokedAt: string | null;
}

export interface AgentStore {
	list(): readonly StoredAgent[];
	save(agent: StoredAgent): void;
}

/** What an artefact said, from when to when, and who made it say so. */
export interface StoredEdition extends EditionHead {
	/** The artefact's fields as JSON. */
	readonly content: string;
	readonly hash: Hash;
}

export interface EditionStore {
	/** Writes an edition, over the one of that number if there is one. */
	put(edition: StoredEdition): void;
	/** At most `limit` of an artefact's editions before a number (null: the newest), newest first. */
	list(artefact: ArtefactId, before: number | null, limit: number): readonly EditionHead[];
	read(artefact: ArtefactId, n: number): StoredEdition | null;
	/** The number and hash of every artefact's newest edition. */
	latest(): ReadonlyMap<ArtefactId, { readonly n: number; readonly hash: Hash }>;
	remove(artefact: ArtefactId, numbers: readonly number[]): void;
}

/** A message to a webhook: the event it is about, and how far it got. */
export interface StoredMessage {
	readonly id: EventId;
	readonly attempts: number;
	/** When it is tried next, in milliseconds since 1970; null once it was given up. */
	readonly dueAt: number | null;
	/** Why it did not arrive the last time. */
	readonly failure: string | null;
}

export interface MessageStore {
	/** How far the log was read for messages; null while nobody asked for any. */
	position(): number | null;
	/** When one last arrived, in milliseconds since 1970. */
	lastDelivered(): number | null;
	/** Queues those that are not queued, and remembers the position with them. */
	queue(ids: readonly EventId[], position: number, dueAt: number): void;
	/** The one that is due the longest, of equals the one that was queued first. */
	due(now: number): StoredMessage | null;
	nextDue(): number | null;
	/** In the order in which they were queued. */
	list(): readonly StoredMessage[];
	save(message: StoredMessage): void;
	/** It arrived: it is forgotten, and the time remembered. */
	deliver(id: EventId, at: number): void;
	/** Forgets all of it, the position too. */
	clear(): void;
}

/** One entry of a Session's transcript. `n` counts from 1 in each Session, without gaps. */
export interface StoredEntry {
	readonly n: number;
	readonly at: string;
	readonly step: string | null;
	readonly who: string;
	/** A TranscriptBody as JSON. */
	readonly body: string;
}

export interface TranscriptStore {
	/** Adds an entry, and says its number. */
	append(session: SessionId, entry: Omit<StoredEntry, 'n'>): number;
	/** At most `limit` entries after `n`, oldest first. */
	after(session: SessionId, n: number, limit: number): readonly StoredEntry[];
	/** How much there is of each Session, and when the last was added. */
	list(): readonly {
		readonly session: SessionId;
		readonly characters: number;
		readonly last: string;
	}[];
	remove(session: SessionId): void;
}

export interface Store extends Disposable {
	readonly docs: DocStore;
	readonly log: LogStore;
	readonly agreed: AgreedStore;
	readonly agents: AgentStore;
	readonly editions: EditionStore;
	readonly messages: MessageStore;
	readonly transcripts: TranscriptStore;
	/**
	 * Runs the work as one transaction: what it writes is durable when this returns, for the price
	 * of one write. If it throws, nothing of it was written (the memory store can't undo).
	 */
	together<T>(work: () => T): T;
	/** Words of it went into files: counted in it and beside it. */
	countWritten(): void;
	/** Whether words went into files that it knows nothing of: an older copy, put in its place. */
	isSetBack(): boolean;
	/** Why nothing can be saved any more until Lintel starts again; null while all is well. */
	lost(): Refusal | null;
	/** Closes it as it is: no copy of what may be damaged takes the backup's place. */
	letGo(): void;
	/** Small facts by name (the relay's own key, the workspace's slug). */
	readMeta(name: string): string | null;
	writeMeta(name: string, value: string): void;
}

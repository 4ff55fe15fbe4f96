import * as z from 'zod/mini';
import type { Database, EventRow, OutboxRow } from '#client/sync/database.ts';
import { type Blob, type BlobRef, blobRefOf } from '#shared/lifecycle/blob.ts';
import { blobRefsIn } from '#shared/lifecycle/blob-refs.ts';
import { Envelope, eventIdOf, type VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import { EventId, type Revision } from '#shared/lifecycle/event.ts';
import type { FrozenText } from '#shared/protocol/log.ts';
import type { Refusal } from '#shared/refusal.ts';

/** A verified event with the envelope that proved it. */
export interface KeptEvent {
	readonly verified: VerifiedEvent;
	readonly envelope: Envelope;
}

export interface StoredEvent extends KeptEvent {
	readonly status: EventRow['status'];
	readonly refusal: Refusal | null;
}

/** A decision of this device on its way to the relay. */
export interface OutboxEntry {
	readonly n: number;
	readonly envelope: Envelope;
	readonly texts: readonly FrozenText[];
	readonly blobs: readonly Blob[];
}

/** An event that a relay has taken, with what is here of the texts and blobs that it names. */
export type SettledEvent = Omit<OutboxEntry, 'n'>;

/** The log in this browser's database. Each method is one transaction. */
export interface LogStore {
	/** Every event, parents first. */
	load(): Promise<readonly StoredEvent[]>;
	/** The relay's position after the last event that came from it. */
	position(): Promise<number>;
	/** Events of the relay's; provisional ones among them are settled. */
	keepArrived(events: readonly KeptEvent[], position: number): Promise<void>;
	/** A decision with what it names, the edits it rests on, and its place in the outbox. */
	keepDecided(
		event: KeptEvent,
		texts: readonly FrozenText[],
		blobs: readonly Blob[],
		write: () => Promise<void>,
	): Promise<void>;
	outbox(): Promise<readonly OutboxEntry[]>;
	settle(n: number): Promise<void>;
	refuse(n: number, refusal: Refusal): Promise<void>;
	/** Takes a refused event off the list of those that wait to be read. */
	dismiss(id: EventId): Promise<void>;
	/** Those of the events that are here. */
	read(ids: readonly EventId[]): Promise<readonly StoredEvent[]>;
	/** Those of the events that a relay has taken, ready to be brought to it again. */
	settled(ids: readonly EventId[]): Promise<readonly SettledEvent[]>;
	keepBlobs(blobs: readonly Blob[]): Promise<void>;
	blobs(): Promise<ReadonlyMap<BlobRef, string>>;
	keepText(text: FrozenText): Promise<void>;
	readText(revision: Revision): Promise<string | null>;
	readRoot(slug: string): Promise<EventId | null>;
	pinRoot(slug: string, root: EventId): Promise<void>;
	readFact<T>(name: string, schema: z.ZodMiniType<T>): Promise<T | null>;
	writeFact(name: string, value: unknown): Promise<void>;
}

export function createLogStore(db: Database): LogStore {
	const tables = [db.events, db.outbox, db.revisions, db.blobs, db.facts];

	return {
		async load() {
			const rows = await db.events.orderBy('seq').toArray();
			return rows.flatMap(readEvent);
		},
		position,

		keepArrived: (events, position) =>
			db.transaction('rw', tables, async () => {
				let seq = await nextSeq();
				for (const { verified, envelope } of events) {
					const known = await db.events.get(verified.id);
					const { id, assurance } = verified;
					const row = { id, envelope, assurance, status: 'settled' as const, refusal: null };
					await db.events.put({ ...row, seq: known?.seq ?? seq++ });
				}
				await db.facts.put({ name: 'position', value: position });
			}),

		keepDecided: ({ verified, envelope }, texts, blobs, write) =>
			db.transaction('rw', [...tables, db.updates, db.snapshots, db.docs, db.carried], async () => {
				await write();
				const { id, assurance } = verified;
				const row = { id, envelope, assurance, status: 'provisional' as const, refusal: null };
				await db.events.put({ ...row, seq: await nextSeq() });
				await db.revisions.bulkPut([...texts]);
				await db.blobs.bulkPut(blobs.map((blob) => ({ ref: blobRefOf(blob), blob })));
				const named = { texts: texts.map((text) => text.revision), blobs: blobs.map(blobRefOf) };
				await db.outbox.add({ id, ...named });
			}),

		outbox: () =>
			db.transaction('r', tables, async () => {
				const rows = await db.outbox.orderBy('n').toArray();
				return (await Promise.all(rows.map(readEntry))).flat();
			}),

		settle: (n) =>
			db.transaction('rw', tables, async () => {
				const row = await db.outbox.get(n);
				if (row === undefined) return;
				await db.events.update(row.id, { status: 'settled' });
				await db.outbox.delete(n);
			}),

		refuse: (n, refusal) =>
			db.transaction('rw', tables, async () => {
				const row = await db.outbox.get(n);
				if (row === undefined) return;
				await db.events.update(row.id, { status: 'refused', refusal });
				await db.outbox.delete(n);
			}),

		async dismiss(id) {
			const dismissed = (await readFact('dismissed', z.array(EventId))) ?? [];
			await db.facts.put({ name: 'dismissed', value: [...dismissed, id] });
		},

		async read(ids) {
			const rows = await db.events.bulkGet([...ids]);
			return rows.flatMap((row) => (row === undefined ? [] : readEvent(row)));
		},

		settled: (ids) =>
			db.transaction('r', tables, async () => {
				const rows = (await db.events.bulkGet([...ids])).flatMap((row) => row ?? []);
				const settled = rows.filter(({ status }) => status === 'settled').flatMap(readEvent);
				return Promise.all(settled.map(({ envelope }) => withNamed(envelope)));
			}),

		async keepBlobs(blobs) {
			await db.blobs.bulkPut(blobs.map((blob) => ({ ref: blobRefOf(blob), blob })));
		},
		async blobs() {
			const rows = await db.blobs.toArray();
			return new Map(rows.map(({ ref, blob }) => [ref, blob.text]));
		},
		async keepText(text) {
			await db.revisions.put({ ...text });
		},
		async readText(revision) {
			return (await db.revisions.get(revision))?.text ?? null;
		},
		async readRoot(slug) {
			return (await db.roots.get(slug))?.root ?? null;
		},
		async pinRoot(slug, root) {
			await db.roots.put({ slug, root });
		},
		readFact,
		async writeFact(name, value) {
			await db.facts.put({ name, value });
		},
	};

	async function nextSeq(): Promise<number> {
		return ((await db.events.orderBy('seq').last())?.seq ?? 0) + 1;
	}

	async function position(): Promise<number> {
		return (await readFact('position', z.int())) ?? 0;
	}

	async function readFact<T>(name: string, schema: z.ZodMiniType<T>): Promise<T | null> {
		const parsed = schema.safeParse((await db.facts.get(name))?.value);
		return parsed.success ? parsed.data : null;
	}

	async function readEntry(row: OutboxRow): Promise<OutboxEntry[]> {
		const event = await db.events.get(row.id);
		if (event === undefined) return [];
		return [{ n: row.n, envelope: event.envelope, ...(await named(row)) }];
	}

	async function withNamed(envelope: Envelope): Promise<SettledEvent> {
		const { event } = envelope;
		const texts = event.type === 'submitted' ? [event.revision] : [];
		return { envelope, ...(await named({ texts, blobs: blobRefsIn(event) })) };
	}

	async function named(refs: Pick<OutboxRow, 'texts' | 'blobs'>) {
		const texts = await db.revisions.bulkGet([...refs.texts]);
		const blobs = await db.blobs.bulkGet([...refs.blobs]);
		return {
			texts: texts.flatMap((text) => text ?? []),
			blobs: blobs.flatMap((kept) => kept?.blob ?? []),
		};
	}
}

/** What an older version of the app wrote may not read any more: the relay gives it again. */
function readEvent(row: EventRow): StoredEvent[] {
	const envelope = Envelope.safeParse(row.envelope);
	if (!envelope.success || eventIdOf(envelope.data.event) !== row.id) return [];
	const { id, assurance, status, refusal } = row;
	const verified = { id, event: envelope.data.event, assurance };
	return [{ verified, envelope: envelope.data, status, refusal }];
}

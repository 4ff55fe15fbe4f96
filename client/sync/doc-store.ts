import * as Y from 'yjs';
import type { CarriedRow, Database, LeftFounding, UpdateRow } from '#client/sync/database.ts';
import type { Hash } from '#shared/hash.ts';

const COMPACT_AFTER_ROWS = 200;
/** A tab that slept through more of them than this loses what it had not stored. */
const EARLIER_FOUNDINGS = 3;

export interface StoredReplica {
	readonly generation: Hash;
	/** Yjs updates that together are the document. */
	readonly updates: readonly Uint8Array[];
	/** How many of this device's own rows the relay has not acknowledged. */
	readonly unsent: number;
}

export interface PendingUpdate {
	readonly doc: string;
	readonly generation: Hash;
	readonly update: Uint8Array;
	readonly mine: boolean;
}

export interface OwnRows {
	/** The newest: what a mark sent now will cover, once `unsent` is in the document. */
	readonly newest: number;
	/** What the relay has not acknowledged. */
	readonly unsent: readonly Uint8Array[];
}

/** The documents in this browser's database. Each method is one transaction. */
export interface DocStore {
	list(): Promise<readonly { readonly name: string; readonly generation: Hash }[]>;
	load(doc: string): Promise<StoredReplica | null>;
	/**
	 * Founds the document on a generation where it has none. Own updates of the one before are put
	 * to what is to be carried over; answers with the documents that they are of.
	 */
	append(updates: readonly PendingUpdate[]): Promise<readonly string[]>;
	/** This device's own rows, whichever of its tabs wrote them. */
	mine(doc: string, generation: Hash | null): Promise<OwnRows>;
	acknowledge(doc: string, newestMine: number): Promise<void>;
	/** Own rows that the relay has not acknowledged, by document; what is to be carried over is one. */
	unsent(): Promise<ReadonlyMap<string, number>>;
	/**
	 * Starts the document over on another generation. What the relay never had is kept aside as
	 * `carried`, what other tabs stored of it included; `mine` is the document as it read here.
	 */
	startOver(doc: string, generation: Hash, mine: Uint8Array): Promise<void>;
	/** A founding that was left with words that are to be carried over, if there is one. */
	carried(doc: string): Promise<LeftFounding | null>;
	/** All of its `mine` is in the document as it is founded now. */
	carriedOver(doc: string, carried: LeftFounding): Promise<void>;
	/** Folds long histories of acknowledged rows into one snapshot. */
	compact(doc: string): Promise<void>;
}

export function createDocStore(db: Database): DocStore {
	const tables = [db.updates, db.snapshots, db.docs, db.carried];

	return {
		list: () => db.docs.toArray(),

		load: (doc) =>
			db.transaction('r', tables, async () => {
				const row = await db.docs.get(doc);
				if (row === undefined) return null;
				const { base, unsent } = await rowsOf(doc, row.acked);
				return {
					generation: row.generation,
					updates: [...base, ...unsent.map((own) => own.update)],
					unsent: unsent.length,
				};
			}),

		append: (updates) =>
			db.transaction('rw', tables, async () => {
				const late = new Set<string>();
				for (const { doc, generation, update, mine } of updates) {
					const row = await db.docs.get(doc);
					if (row === undefined) await db.docs.add({ name: doc, generation, acked: 0 });
					else if (row.generation !== generation) {
						if (mine && (await putToCarried(doc, generation, update))) late.add(doc);
						continue;
					}
					await db.updates.add({ doc, update, mine });
				}
				return [...late];
			}),

		mine: (doc, generation) =>
			db.transaction('r', tables, async () => {
				const row = await db.docs.get(doc);
				if (row === undefined || row.generation !== generation) return { newest: 0, unsent: [] };
				const own = (await db.updates.where('doc').equals(doc).sortBy('n')).filter(isMine);
				const unsent = own.filter(({ n }) => n > row.acked).map(({ update }) => update);
				return { newest: own.at(-1)?.n ?? 0, unsent };
			}),

		acknowledge: (doc, newestMine) =>
			db.transaction('rw', tables, async () => {
				const row = await db.docs.get(doc);
				if (row !== undefined && row.acked < newestMine)
					await db.docs.update(doc, { acked: newestMine });
			}),

		unsent: () =>
			db.transaction('r', tables, async () => {
				const acked = new Map((await db.docs.toArray()).map((row) => [row.name, row.acked]));
				const counts = new Map<string, number>();
				const count = (doc: string) => counts.set(doc, (counts.get(doc) ?? 0) + 1);
				await db.updates.each((row) => {
					if (row.mine && row.n > (acked.get(row.doc) ?? 0)) count(row.doc);
				});
				for (const row of await db.carried.toArray())
					if (foundingsOf(row).some(isWaiting)) count(row.name);
				return counts;
			}),

		startOver: (doc, generation, mine) =>
			db.transaction('rw', tables, async () => {
				const row = await db.docs.get(doc);
				if (row?.generation === generation) return;
				const { base, unsent } = await rowsOf(doc, row?.acked ?? 0);
				const before = { base: stateOf(base), mine: stateOf([...base, ...unsentOf(unsent), mine]) };
				if (row !== undefined) {
					const earlier = foundingsOf(await db.carried.get(doc)).slice(0, EARLIER_FOUNDINGS);
					await db.carried.put({ name: doc, generation: row.generation, ...before, earlier });
				}
				await db.updates.where('doc').equals(doc).delete();
				await db.snapshots.delete(doc);
				await db.docs.put({ name: doc, generation, acked: 0 });
			}),

		async carried(doc) {
			return foundingsOf(await db.carried.get(doc)).find(isWaiting) ?? null;
		},
		carriedOver: (doc, { generation, mine }) =>
			db.transaction('rw', tables, async () => {
				await changeLeft(doc, generation, (left) => ({ ...left, base: mine }));
			}),

		compact: (doc) =>
			db.transaction('rw', tables, async () => {
				const row = await db.docs.get(doc);
				if (row === undefined) return;
				const rows = await db.updates.where('doc').equals(doc).sortBy('n');
				const firstUnsent = rows.findIndex((update) => update.mine && update.n > row.acked);
				const done = firstUnsent === -1 ? rows : rows.slice(0, firstUnsent);
				if (done.length < COMPACT_AFTER_ROWS) return;
				const snapshot = await db.snapshots.get(doc);
				const before = snapshot === undefined ? [] : [snapshot.state];
				await db.snapshots.put({
					doc,
					state: stateOf([...before, ...done.map((update) => update.update)]),
				});
				await db.updates.bulkDelete(done.map((update) => update.n));
			}),
	};

	/** False where nothing is known of that generation any more. */
	function putToCarried(doc: string, generation: Hash, late: Uint8Array): Promise<boolean> {
		return changeLeft(doc, generation, (left) => ({ ...left, mine: stateOf([left.mine, late]) }));
	}

	async function changeLeft(
		doc: string,
		generation: Hash | undefined,
		change: (left: LeftFounding) => LeftFounding,
	): Promise<boolean> {
		const all = foundingsOf(await db.carried.get(doc));
		const at = all.findIndex((left) => left.generation === generation);
		const [last, ...earlier] = all.map((left, n) => (n === at ? change(left) : left));
		if (at === -1 || last === undefined) return false;
		await db.carried.put({ ...last, name: doc, earlier });
		return true;
	}

	/** What the relay has (`base`), and own rows that it may not have. */
	async function rowsOf(doc: string, acked: number) {
		const snapshot = await db.snapshots.get(doc);
		const rows = await db.updates.where('doc').equals(doc).sortBy('n');
		const unsent = rows.filter((row) => row.mine && row.n > acked);
		const known = rows.filter((row) => !row.mine || row.n <= acked).map((row) => row.update);
		return { base: snapshot === undefined ? known : [snapshot.state, ...known], unsent };
	}
}

function foundingsOf(row: CarriedRow | undefined): readonly LeftFounding[] {
	if (row === undefined) return [];
	const { generation, base, mine, earlier = [] } = row;
	return [{ generation, base, mine }, ...earlier];
}

function isWaiting({ base, mine }: LeftFounding): boolean {
	return base.length !== mine.length || base.some((byte, at) => byte !== mine[at]);
}

function unsentOf(rows: readonly UpdateRow[]): readonly Uint8Array[] {
	return rows.map(({ update }) => update);
}

function isMine({ mine }: UpdateRow): boolean {
	return mine;
}

/** One Yjs state from many updates, through a document: merging long logs is quadratic (yjs#710). */
function stateOf(updates: readonly Uint8Array[]): Uint8Array {
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of updates) Y.applyUpdate(doc, update);
	});
	const state = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return state;
}

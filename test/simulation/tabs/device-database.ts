/**
 * A device's database as its tabs share it, in memory: slow, one transaction at a time, each all
 * or nothing. It has the tables, and as much of Dexie's way to ask them as the stores use.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from '#client/sync/database.ts';

type Row = Readonly<Record<string, unknown>>;
type Table = Map<unknown, Row>;
type Work<T> = () => T | Promise<T>;

/** A page's way to the disk. */
export interface Disk {
	/** Resolves when the page's next transaction has its turn, and never in a page that is gone. */
	wait(): Promise<void>;
	/** Resolves in the page, once it hears that a transaction is done. */
	hear(): Promise<void>;
}

export interface DeviceDatabase {
	connect(disk: Disk): Database;
	/** What is stored, without asking. */
	rows(table: keyof typeof KEYS): readonly Row[];
	isFull: boolean;
}

const KEYS = {
	...{ updates: 'n', snapshots: 'doc', docs: 'name', carried: 'name', events: 'id', outbox: 'n' },
	...{ revisions: 'revision', blobs: 'ref', keys: 'name', roots: 'slug', facts: 'name' },
} as const;

export function createDeviceDatabase(): DeviceDatabase {
	const tables = new Map<string, Table>(Object.keys(KEYS).map((name) => [name, new Map()]));
	const inside = new AsyncLocalStorage<true>();
	let last: Promise<unknown> = Promise.resolve();
	let numbers = 0;

	const device: DeviceDatabase = {
		connect,
		rows: (name) => [...tableOf(name).values()],
		isFull: false,
	};
	return device;

	function tableOf(name: string): Table {
		const table = tables.get(name);
		if (table === undefined) throw new Error(`There is no table ${name}.`);
		return table;
	}

	/** All of it, or nothing where it fails or the disk is full. */
	async function transact<T>(work: Work<T>): Promise<() => T> {
		const before = [...tables].map(([name, table]) => [name, new Map(table)] as const);
		try {
			const answer = await inside.run(true, async () => work());
			const isSame = before.every(([name, was]) => isAlike(was, tableOf(name)));
			if (device.isFull && !isSame) throw new Error('QuotaExceededError');
			return () => answer;
		} catch (error) {
			for (const [name, was] of before) tables.set(name, was);
			return () => {
				throw error;
			};
		}
	}

	function connect(disk: Disk): Database {
		async function run<T>(work: Work<T>): Promise<T> {
			if (inside.getStore() === true) return work();
			await disk.wait();
			const done = last.then(() => transact(work));
			last = done;
			const answer = await done;
			await disk.hear();
			return answer();
		}
		const names = Object.entries(KEYS);
		const asked = names.map(([name, key]) => [name, questionsTo(name, key, run)] as const);
		const transaction = (_mode: string, _tables: unknown, work: Work<unknown>) => run(work);
		// @ts-expect-error As much of a Dexie database as the stores use.
		return { ...Object.fromEntries(asked), transaction };
	}

	function questionsTo(name: string, key: string, run: <T>(work: Work<T>) => Promise<T>) {
		const all = () => [...tableOf(name).values()];
		const put = (row: Row) => {
			const kept = row[key] === undefined ? { ...row, [key]: ++numbers } : row;
			tableOf(name).set(kept[key], kept);
		};
		const drop = (keys: readonly unknown[]) => {
			for (const one of keys) tableOf(name).delete(one);
		};
		const change = (id: unknown, to: Row) => {
			const row = tableOf(name).get(id);
			if (row !== undefined) put({ ...row, ...to });
		};
		return {
			get: (id: unknown) => run(() => tableOf(name).get(id)),
			bulkGet: (ids: readonly unknown[]) => run(() => ids.map((id) => tableOf(name).get(id))),
			toArray: () => run(all),
			each: (visit: (row: Row) => void) => run(() => all().forEach(visit)),
			add: (row: Row) => run(() => put(row)),
			put: (row: Row) => run(() => put(row)),
			bulkPut: (rows: readonly Row[]) => run(() => rows.forEach(put)),
			update: (id: unknown, to: Row) => run(() => change(id, to)),
			delete: (id: unknown) => run(() => drop([id])),
			bulkDelete: (ids: readonly unknown[]) => run(() => drop(ids)),
			orderBy: (by: string) => ({
				toArray: () => run(() => sorted(all(), by)),
				last: () => run(() => sorted(all(), by).at(-1)),
			}),
			where: (by: string) => ({
				equals: (value: unknown) => {
					const found = () => all().filter((row) => row[by] === value);
					return {
						toArray: () => run(found),
						sortBy: (order: string) => run(() => sorted(found(), order)),
						delete: () => run(() => drop(found().map((row) => row[key]))),
					};
				},
			}),
		};
	}
}

function sorted(rows: readonly Row[], by: string): readonly Row[] {
	return rows.toSorted((a, b) => Number(a[by]) - Number(b[by]));
}

function isAlike(a: Table, b: Table): boolean {
	return a.size === b.size && [...a].every(([key, row]) => b.get(key) === row);
}

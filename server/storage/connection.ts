/**
 * One open database, and the two ways to write to it. Whatever SQLite says about a disk becomes a
 * {@link StoreFailure}; after one, nothing has changed.
 */
import type { DatabaseSync } from 'node:sqlite';
import { createReplacedCheck } from '#server/storage/replaced.ts';
import { refusalOfWrite, StoreFailure, sqliteCodeOf } from '#server/storage/store-failure.ts';
import type { Refusal } from '#shared/refusal.ts';

export interface Connection {
	readonly database: DatabaseSync;
	readonly path: string;
	/** Why nothing can be saved any more, whatever is tried; null while all is well. */
	lost(): Refusal | null;
	/** Runs one statement that commits by itself. */
	once<T>(work: () => T): T;
	/** Runs the work as one transaction, durable when this returns. Joins the one it is in. */
	transaction<T>(work: () => T): T;
	/** Tells that what was written since the transaction began is gone. */
	onRollback(listener: () => void): void;
}

export function createConnection(database: DatabaseSync, path: string): Connection {
	const begin = database.prepare('BEGIN IMMEDIATE');
	const commit = database.prepare('COMMIT');
	const listeners: (() => void)[] = [];
	const lost = createReplacedCheck(database, path);

	function refuseIfLost(): void {
		const refusal = lost();
		if (refusal !== null) throw new StoreFailure(null, refusal);
	}

	function once<T>(work: () => T): T {
		if (!database.isTransaction) refuseIfLost();
		try {
			return work();
		} catch (error) {
			throw failureOf(error, path);
		}
	}

	function transaction<T>(work: () => T): T {
		if (database.isTransaction) return work();
		try {
			refuseIfLost();
			begin.run();
			const result = work();
			commit.run();
			return result;
		} catch (error) {
			if (database.isTransaction) database.exec('ROLLBACK');
			for (const listener of listeners) listener();
			throw failureOf(error, path);
		}
	}

	return {
		database,
		path,
		lost,
		once,
		transaction,
		onRollback: (listener) => void listeners.push(listener),
	};
}

function failureOf(error: unknown, path: string): unknown {
	return sqliteCodeOf(error) === null
		? error
		: new StoreFailure(error, refusalOfWrite(error, path));
}

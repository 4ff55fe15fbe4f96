/**
 * One open database, and the two ways to write to it. Whatever SQLite says about a disk becomes a
 * {@link StoreFailure}; after one, nothing has changed.
 */
import type { DatabaseSync } from 'node:sqlite';
import { refusalOfWrite, StoreFailure, sqliteCodeOf } from '#server/storage/store-failure.ts';

export interface Connection {
	readonly database: DatabaseSync;
	readonly path: string;
	/** Runs one statement that commits by itself. */
	once<T>(work: () => T): T;
	/** Runs the work as one transaction, durable when this returns. */
	transaction<T>(work: () => T): T;
}

export function createConnection(database: DatabaseSync, path: string): Connection {
	const begin = database.prepare('BEGIN IMMEDIATE');
	const commit = database.prepare('COMMIT');

	function once<T>(work: () => T): T {
		try {
			return work();
		} catch (error) {
			throw failureOf(error, path);
		}
	}

	function transaction<T>(work: () => T): T {
		try {
			begin.run();
			const result = work();
			commit.run();
			return result;
		} catch (error) {
			if (database.isTransaction) database.exec('ROLLBACK');
			throw failureOf(error, path);
		}
	}

	return { database, path, once, transaction };
}

function failureOf(error: unknown, path: string): unknown {
	return sqliteCodeOf(error) === null
		? error
		: new StoreFailure(error, refusalOfWrite(error, path));
}

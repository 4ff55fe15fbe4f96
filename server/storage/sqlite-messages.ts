import type { SQLOutputValue } from 'node:sqlite';
import { numberIn, textIn, textOrNullIn } from '#server/storage/columns.ts';
import type { Connection } from '#server/storage/connection.ts';
import type { MessageStore, StoredMessage } from '#server/storage/store.ts';

const POSITION = 'messages-position';
const DELIVERED = 'messages-delivered';

/** Messages in SQLite. A `dueAt` of null is one that was given up. */
export function createSqliteMessages({ database, once, transaction }: Connection): MessageStore {
	const sql = {
		queue: database.prepare(
			'INSERT OR IGNORE INTO messages (id, attempts, dueAt, failure) VALUES (?, 0, ?, NULL)',
		),
		due: database.prepare('SELECT * FROM messages WHERE dueAt <= ? ORDER BY dueAt, rowid LIMIT 1'),
		next: database.prepare('SELECT min(dueAt) AS dueAt FROM messages'),
		save: database.prepare('UPDATE messages SET attempts = ?, dueAt = ?, failure = ? WHERE id = ?'),
		remove: database.prepare('DELETE FROM messages WHERE id = ?'),
		clear: database.prepare('DELETE FROM messages'),
		list: database.prepare('SELECT * FROM messages ORDER BY rowid'),
		readMeta: database.prepare('SELECT value FROM meta WHERE name = ?'),
		writeMeta: database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)'),
		dropMeta: database.prepare('DELETE FROM meta WHERE name = ?'),
	};

	function readNumber(name: string): number | null {
		const row = sql.readMeta.get(name);
		return row === undefined ? null : Number(textIn(row, 'value'));
	}

	return {
		position: () => readNumber(POSITION),
		lastDelivered: () => readNumber(DELIVERED),
		queue: (ids, position, dueAt) => {
			transaction(() => {
				for (const id of ids) sql.queue.run(id, dueAt);
				sql.writeMeta.run(POSITION, String(position));
			});
		},
		due: (now) => {
			const row = sql.due.get(now);
			return row === undefined ? null : messageFrom(row);
		},
		nextDue: () => {
			const row = sql.next.get();
			return row === undefined || row['dueAt'] === null ? null : numberIn(row, 'dueAt');
		},
		list: () => sql.list.all().map(messageFrom),
		save: ({ id, attempts, dueAt, failure }) => {
			once(() => sql.save.run(attempts, dueAt, failure, id));
		},
		deliver: (id, at) => {
			transaction(() => {
				sql.remove.run(id);
				sql.writeMeta.run(DELIVERED, String(at));
			});
		},
		clear: () => {
			transaction(() => {
				sql.clear.run();
				sql.dropMeta.run(POSITION);
				sql.dropMeta.run(DELIVERED);
			});
		},
	};
}

function messageFrom(row: Record<string, SQLOutputValue>): StoredMessage {
	return {
		id: textIn(row, 'id'),
		attempts: numberIn(row, 'attempts'),
		dueAt: row['dueAt'] === null ? null : numberIn(row, 'dueAt'),
		failure: textOrNullIn(row, 'failure'),
	};
}

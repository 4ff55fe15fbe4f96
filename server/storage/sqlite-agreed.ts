import { textIn } from '#server/storage/columns.ts';
import type { Connection } from '#server/storage/connection.ts';
import type { AgreedStore } from '#server/storage/store.ts';

export function createSqliteAgreed({ database, once }: Connection): AgreedStore {
	const sql = {
		read: database.prepare('SELECT text FROM agreed WHERE path = ?'),
		list: database.prepare('SELECT path FROM agreed ORDER BY path'),
		write: database.prepare('INSERT OR REPLACE INTO agreed (path, text) VALUES (?, ?)'),
		remove: database.prepare('DELETE FROM agreed WHERE path = ?'),
	};

	return {
		read: (path) => {
			const row = sql.read.get(path);
			return row ? textIn(row, 'text') : null;
		},
		list: () => sql.list.all().map((row) => textIn(row, 'path')),
		write: (path, text) => {
			once(() => sql.write.run(path, text));
		},
		remove: (path) => {
			once(() => sql.remove.run(path));
		},
	};
}

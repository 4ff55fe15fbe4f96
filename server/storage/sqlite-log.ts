import { numberIn, textIn } from '#server/storage/columns.ts';
import type { Connection } from '#server/storage/connection.ts';
import type { LogStore } from '#server/storage/store.ts';
import type { Envelope } from '#shared/lifecycle/envelope.ts';

/** Events in SQLite, numbered from 1 in the order this relay took them. */
export function createSqliteLog({ database, transaction }: Connection): LogStore {
	const sql = {
		position: database.prepare('SELECT coalesce(max(position), 0) AS position FROM events'),
		has: database.prepare('SELECT 1 FROM events WHERE id = ?'),
		append: database.prepare('INSERT INTO events (position, id, envelope) VALUES (?, ?, ?)'),
		after: database.prepare(
			'SELECT id, envelope FROM events WHERE position > ? ORDER BY position LIMIT ?',
		),
		writeText: database.prepare('INSERT OR IGNORE INTO texts (revision, text) VALUES (?, ?)'),
		readText: database.prepare('SELECT text FROM texts WHERE revision = ?'),
		writeBlob: database.prepare('INSERT OR IGNORE INTO blobs (ref, salt, text) VALUES (?, ?, ?)'),
		readBlob: database.prepare('SELECT salt, text FROM blobs WHERE ref = ?'),
		listBlobs: database.prepare('SELECT ref, salt, text FROM blobs ORDER BY ref'),
	};

	const position = () => numberIn(sql.position.get(), 'position');
	const has = (id: string) => sql.has.get(id) !== undefined;

	const append: LogStore['append'] = (events, texts, blobs) =>
		transaction(() => {
			let last = position();
			for (const { id, envelope } of events) {
				if (!has(id)) sql.append.run(++last, id, JSON.stringify(envelope));
			}
			for (const { revision, text } of texts) sql.writeText.run(revision, text);
			for (const { ref, blob } of blobs) sql.writeBlob.run(ref, blob.salt, blob.text);
			return last;
		});

	return {
		position,
		has,
		append,
		after: (from, limit) =>
			sql.after.all(from, limit).map((row) => {
				// Parsed and verified before it was written.
				const envelope: Envelope = JSON.parse(textIn(row, 'envelope'));
				return { id: textIn(row, 'id'), envelope };
			}),
		readText: (revision) => {
			const row = sql.readText.get(revision);
			return row ? textIn(row, 'text') : null;
		},
		readBlob: (ref) => {
			const row = sql.readBlob.get(ref);
			return row ? { salt: textIn(row, 'salt'), text: textIn(row, 'text') } : null;
		},
		listBlobs: () =>
			sql.listBlobs.all().map((row) => ({
				ref: textIn(row, 'ref'),
				blob: { salt: textIn(row, 'salt'), text: textIn(row, 'text') },
			})),
	};
}

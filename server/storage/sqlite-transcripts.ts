import { numberIn, textIn, textOrNullIn } from '#server/storage/columns.ts';
import type { Connection } from '#server/storage/connection.ts';
import type { TranscriptStore } from '#server/storage/store.ts';
import { SessionId } from '#shared/id.ts';

/** Transcripts in SQLite, a row an entry. */
export function createSqliteTranscripts({ database, once }: Connection): TranscriptStore {
	const sql = {
		append: database.prepare(
			'INSERT INTO transcripts (session, n, at, step, who, body) SELECT ?1, 1 + coalesce(max(n), 0), ?2, ?3, ?4, ?5 FROM transcripts WHERE session = ?1 RETURNING n',
		),
		after: database.prepare(
			'SELECT * FROM transcripts WHERE session = ? AND n > ? ORDER BY n LIMIT ?',
		),
		list: database.prepare(
			'SELECT session, sum(length(body)) AS characters, max(at) AS last FROM transcripts GROUP BY session ORDER BY session',
		),
		remove: database.prepare('DELETE FROM transcripts WHERE session = ?'),
	};

	return {
		append: (session, { at, step, who, body }) => {
			const row = once(() => sql.append.get(session, at, step, who, body));
			if (row === undefined) throw new Error('The entry was not written.');
			return numberIn(row, 'n');
		},
		after: (session, n, limit) =>
			sql.after.all(session, n, limit).map((row) => ({
				n: numberIn(row, 'n'),
				at: textIn(row, 'at'),
				step: textOrNullIn(row, 'step'),
				who: textIn(row, 'who'),
				body: textIn(row, 'body'),
			})),
		list: () =>
			sql.list.all().map((row) => ({
				session: SessionId.parse(textIn(row, 'session')),
				characters: numberIn(row, 'characters'),
				last: textIn(row, 'last'),
			})),
		remove: (session) => {
			once(() => sql.remove.run(session));
		},
	};
}

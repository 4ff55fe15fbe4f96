import type { SQLOutputValue } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { bytesIn, numberIn, textIn, textOrNullIn } from '#server/storage/columns.ts';
import type { Connection } from '#server/storage/connection.ts';
import type { EditionStore } from '#server/storage/store.ts';
import { ArtefactId } from '#shared/id.ts';
import { EditionHead } from '#shared/protocol/history.ts';

const ALL = -1;

/** Editions in SQLite. Their words are compressed: most of them differ by a sentence. */
export function createSqliteEditions({ database, once, transaction }: Connection): EditionStore {
	const head = 'artefact, n, began, at, authors, revision';
	const sql = {
		put: database.prepare(
			`INSERT OR REPLACE INTO editions (${head}, hash, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		),
		list: database.prepare(
			`SELECT ${head} FROM editions WHERE artefact = ? AND n < ? ORDER BY n DESC LIMIT ?`,
		),
		read: database.prepare(
			`SELECT ${head}, hash, content FROM editions WHERE artefact = ? AND n = ?`,
		),
		// SQLite takes the other columns from the row that holds the maximum.
		latest: database.prepare('SELECT artefact, max(n) AS n, hash FROM editions GROUP BY artefact'),
		remove: database.prepare('DELETE FROM editions WHERE artefact = ? AND n = ?'),
	};

	return {
		put: ({ artefact, n, began, at, by, revision, hash, content }) => {
			const bytes = deflateRawSync(content);
			once(() => sql.put.run(artefact, n, began, at, JSON.stringify(by), revision, hash, bytes));
		},
		list: (artefact, before, limit) =>
			sql.list
				.all(artefact, before ?? Number.MAX_SAFE_INTEGER, Number.isFinite(limit) ? limit : ALL)
				.map(headFrom),
		read: (artefact, n) => {
			const row = sql.read.get(artefact, n);
			if (!row) return null;
			const content = inflateRawSync(bytesIn(row, 'content')).toString();
			return { ...headFrom(row), hash: textIn(row, 'hash'), content };
		},
		latest: () =>
			new Map(
				sql.latest.all().map((row) => {
					const artefact = ArtefactId.parse(textIn(row, 'artefact'));
					return [artefact, { n: numberIn(row, 'n'), hash: textIn(row, 'hash') }];
				}),
			),
		remove: (artefact, numbers) => {
			transaction(() => {
				for (const n of numbers) sql.remove.run(artefact, n);
			});
		},
	};
}

function headFrom(row: Record<string, SQLOutputValue>): EditionHead {
	return EditionHead.parse({
		artefact: textIn(row, 'artefact'),
		n: numberIn(row, 'n'),
		began: textIn(row, 'began'),
		at: textIn(row, 'at'),
		by: JSON.parse(textIn(row, 'authors')),
		revision: textOrNullIn(row, 'revision'),
	});
}

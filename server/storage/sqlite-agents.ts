import { textIn, textOrNullIn } from '#server/storage/columns.ts';
import type { Connection } from '#server/storage/connection.ts';
import type { AgentStore } from '#server/storage/store.ts';
import { AgentId } from '#shared/id.ts';

export function createSqliteAgents({ database, once }: Connection): AgentStore {
	const sql = {
		list: database.prepare('SELECT * FROM agents ORDER BY createdAt, id'),
		save: database.prepare(
			'INSERT OR REPLACE INTO agents (id, name, tokenHash, createdAt, revokedAt) VALUES (?, ?, ?, ?, ?)',
		),
	};

	return {
		list: () =>
			sql.list.all().map((row) => ({
				id: AgentId.parse(textIn(row, 'id')),
				name: textIn(row, 'name'),
				tokenHash: textOrNullIn(row, 'tokenHash'),
				createdAt: textIn(row, 'createdAt'),
				revokedAt: textOrNullIn(row, 'revokedAt'),
			})),
		save: ({ id, name, tokenHash, createdAt, revokedAt }) => {
			once(() => sql.save.run(id, name, tokenHash, createdAt, revokedAt));
		},
	};
}

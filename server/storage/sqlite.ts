import { createBackups } from '#server/storage/backup.ts';
import { textIn } from '#server/storage/columns.ts';
import { createConnection } from '#server/storage/connection.ts';
import { openDatabase } from '#server/storage/open-database.ts';
import { createSqliteAgents } from '#server/storage/sqlite-agents.ts';
import { createSqliteAgreed } from '#server/storage/sqlite-agreed.ts';
import { createSqliteDocs } from '#server/storage/sqlite-docs.ts';
import { createSqliteEditions } from '#server/storage/sqlite-editions.ts';
import { createSqliteLog } from '#server/storage/sqlite-log.ts';
import { createSqliteMessages } from '#server/storage/sqlite-messages.ts';
import { createSqliteTranscripts } from '#server/storage/sqlite-transcripts.ts';
import type { Store } from '#server/storage/store.ts';
import { createWrittenCount } from '#server/storage/written-count.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';

/**
 * The embedded store: one SQLite file, made when it isn't there. Every write is on disk when its
 * call returns (WAL, `synchronous = FULL`).
 *
 * Refuses a file that can't be written, is damaged, is another program's, comes from a newer
 * version, or is open in another process: each with the file's name and what to do.
 */
export function openSqliteStore(path: string): Result<Store, Refusal> {
	const opened = openDatabase(path);
	if (!opened.ok) return opened;
	const database = opened.value;
	const connection = createConnection(database, path);
	const backups = createBackups(database, path);
	const readMeta = database.prepare('SELECT value FROM meta WHERE name = ?');
	const writeMeta = database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)');

	const written = createWrittenCount(path, { read, write });

	function read(name: string): string | null {
		const row = readMeta.get(name);
		return row ? textIn(row, 'value') : null;
	}

	function write(name: string, value: string): void {
		connection.once(() => writeMeta.run(name, value));
	}

	function dispose() {
		if (!database.isOpen) return;
		// The backup belongs to the file that is there: what this one held has its own copy.
		if (connection.lost() === null) backups[Symbol.dispose]();
		letGo();
	}

	function letGo() {
		backups.stop();
		database.close();
	}

	return ok({
		docs: createSqliteDocs(connection),
		log: createSqliteLog(connection),
		agreed: createSqliteAgreed(connection),
		agents: createSqliteAgents(connection),
		editions: createSqliteEditions(connection),
		messages: createSqliteMessages(connection),
		transcripts: createSqliteTranscripts(connection),
		together: connection.transaction,
		lost: connection.lost,
		letGo,
		countWritten: written.count,
		isSetBack: written.isBehind,
		readMeta: read,
		writeMeta: write,
		[Symbol.dispose]: dispose,
	});
}

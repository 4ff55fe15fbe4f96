/** Opens a database file, checks it, and brings it to the present schema; or says why not. */
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { backupMadeAt, backupPathOf } from '#server/storage/backup.ts';
import { numberIn } from '#server/storage/columns.ts';
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION } from '#server/storage/migrations.ts';
import { refusalOfWrite, SQLITE, sqliteCodeOf } from '#server/storage/store-failure.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export function openDatabase(path: string): Result<DatabaseSync, Refusal> {
	if (wasEmptied(path)) return err(damaged(path));
	const unwritable = touch(path);
	if (unwritable) return err(unwritable);
	let database: DatabaseSync | null = null;
	try {
		database = new DatabaseSync(path);
		const refused = prepare(database, path);
		if (!refused) return ok(database);
		database.close();
		return err(refused);
	} catch (error) {
		database?.close();
		const known = refusalOfOpening(error, path);
		if (known) return err(known);
		throw error;
	}
}

/** Nothing is left of it, and a start from nothing would take the backup's place when it stops. */
function wasEmptied(path: string): boolean {
	const size = statSync(path, { throwIfNoEntry: false })?.size;
	return size === 0 && backupMadeAt(path) !== null;
}

/** Makes the file readable by its owner only, before SQLite would make it for everyone. */
function touch(path: string): Refusal | null {
	try {
		mkdirSync(dirname(path), { recursive: true });
		closeSync(openSync(path, 'a', 0o600));
		return null;
	} catch (error) {
		const words = error instanceof Error ? error.message : String(error);
		return refusal(
			'not-writable',
			`The database ${path} can't be written: ${words}.`,
			'Give yourself permission to write there, or choose another place with --data DIR.',
		);
	}
}

function prepare(database: DatabaseSync, path: string): Refusal | null {
	database.exec('PRAGMA busy_timeout = 2000');
	// One relay at a time, also where shared memory doesn't work; a killed process leaves no lock.
	database.exec('PRAGMA locking_mode = EXCLUSIVE');
	database.exec('PRAGMA journal_mode = WAL');
	database.exec('PRAGMA synchronous = FULL');
	const foreign = refuseForeign(database, path);
	if (foreign) return foreign;
	const [verdict] = database.prepare('PRAGMA quick_check(1)').all();
	if (verdict?.['quick_check'] !== 'ok') return damaged(path);
	migrate(database);
	return null;
}

function refuseForeign(database: DatabaseSync, path: string): Refusal | null {
	const version = numberIn(database.prepare('PRAGMA user_version').get(), 'user_version');
	const application = numberIn(database.prepare('PRAGMA application_id').get(), 'application_id');
	const tables = numberIn(
		database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get(),
		'tables',
	);
	if (tables > 0 && application !== APPLICATION_ID) {
		return refusal(
			'database-foreign',
			`${path} is a database of another program.`,
			'Move it away, or choose another place with --data DIR.',
		);
	}
	if (version > SCHEMA_VERSION) {
		return refusal(
			'database-newer',
			`${path} was written by a newer version of Lintel (schema ${version}, this one knows ${SCHEMA_VERSION}).`,
			'Install the newest Lintel, or choose another place with --data DIR.',
		);
	}
	return null;
}

function migrate(database: DatabaseSync) {
	const version = numberIn(database.prepare('PRAGMA user_version').get(), 'user_version');
	if (version === SCHEMA_VERSION) return;
	database.exec('BEGIN EXCLUSIVE');
	for (const step of MIGRATIONS.slice(version)) database.exec(step);
	database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
	database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
	database.exec('COMMIT');
}

function refusalOfOpening(error: unknown, path: string): Refusal | null {
	const code = sqliteCodeOf(error);
	if (code === null) return null;
	if (code === SQLITE.corrupt || code === SQLITE.notADatabase) return damaged(path);
	if (code === SQLITE.busy) {
		return refusal(
			'database-in-use',
			`${path} is in use by another Lintel.`,
			'Use the one that runs, or stop it first.',
		);
	}
	return refusalOfWrite(error, path);
}

/** With the way back to the backup. */
export function damaged(path: string): Refusal {
	const made = backupMadeAt(path);
	const aside = `mv '${path}' '${path}.damaged' && rm -f '${path}-wal' '${path}-shm'`;
	return refusal(
		'database-damaged',
		`The database ${path} is damaged.`,
		made
			? `Go back to the backup of ${made.toISOString()}: ${aside} && cp '${backupPathOf(path)}' '${path}'. What browsers hold beyond it comes back when they connect; where a file says more than that, Lintel asks.`
			: `There is no backup yet. Move it away (${aside}) and start again: text comes back from the Markdown files and from browsers, decisions from .lintel/log.`,
	);
}

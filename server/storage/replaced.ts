/**
 * Notices that the file of an open database is another one now, or gone: a checkout put a committed
 * one there, or somebody moved it. What is open is nobody's file any more, so it is copied beside
 * the new one, and nothing more is taken for saved.
 */
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { type Refusal, refusal } from '#shared/refusal.ts';

/** Answers what happened, from the first look that finds it; null while the file is the one. */
export function createReplacedCheck(database: DatabaseSync, path: string): () => Refusal | null {
	const opened = fileAt(path);
	let found: Refusal | null = null;
	return () => {
		if (found === null && fileAt(path) !== opened) found = replaced(path, rescue(database, path));
		return found;
	};
}

/** Which file is there: no other one has its number while it is open. */
function fileAt(path: string): string {
	const stat = statSync(path, { throwIfNoEntry: false });
	return stat === undefined ? '' : `${stat.dev} ${stat.ino}`;
}

/** Copies all that was ever saved; answers with its place, or null where that failed. */
function rescue(database: DatabaseSync, path: string): string | null {
	const place = freePlace(`${path}.rescued`);
	const draft = `${place}.tmp`;
	try {
		rmSync(draft, { force: true });
		// Readable by its owner only, as the database is. SQLite fills it.
		closeSync(openSync(draft, 'wx', 0o600));
		database.prepare('VACUUM INTO ?').run(draft);
		renameSync(draft, place);
		// What is left in it would be taken for the new file's, should this process be killed.
		database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
		return place;
	} catch {
		rmSync(draft, { force: true });
		return null;
	}
}

function freePlace(wanted: string): string {
	let place = wanted;
	for (let n = 2; existsSync(place); n++) place = `${wanted}.${n}`;
	return place;
}

function replaced(path: string, rescued: string | null): Refusal {
	return refusal(
		'database-replaced',
		`${path} was replaced or removed while Lintel ran, as git does with a file that it tracks. Nothing more is saved until Lintel starts again.`,
		rescued === null
			? 'Keep the pages open that hold edits, and start Lintel again; they send what is missing.'
			: `Start Lintel again to go on with the file that is there now. To go on with all that was saved before, stop Lintel and put ${rescued} in its place first. Take the file out of git with git rm --cached.`,
	);
}

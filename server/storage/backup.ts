/**
 * A copy of the database beside it: `lintel.db.backup`. Made when the relay stops and, while it
 * runs, every hour in which something was written. A copy is complete or not there at all.
 */
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { numberIn } from '#server/storage/columns.ts';

const HOUR = 3_600_000;

export interface Backups extends Disposable {
	/** Copies now if anything was written since the last copy. */
	make(): void;
	/** Makes no more. */
	stop(): void;
}

export function createBackups(database: DatabaseSync, path: string): Backups {
	const changes = database.prepare('SELECT total_changes() AS changes');
	let copied = existsSync(backupPathOf(path)) ? countChanges() : -1;
	const timer = setInterval(makeIfPossible, HOUR);
	timer.unref();

	function countChanges() {
		return numberIn(changes.get(), 'changes');
	}

	function make() {
		const count = countChanges();
		if (count === copied) return;
		const draft = `${backupPathOf(path)}.tmp`;
		rmSync(draft, { force: true });
		// Readable by its owner only, as the database is: it holds the relay's key. SQLite fills it.
		closeSync(openSync(draft, 'wx', 0o600));
		database.prepare('VACUUM INTO ?').run(draft);
		renameSync(draft, backupPathOf(path));
		copied = count;
	}

	/** A backup that can't be made must not take the relay with it: the database is still good. */
	function makeIfPossible() {
		try {
			make();
		} catch {
			rmSync(`${backupPathOf(path)}.tmp`, { force: true });
		}
	}

	return {
		make,
		stop: () => clearInterval(timer),
		[Symbol.dispose]: () => {
			clearInterval(timer);
			makeIfPossible();
		},
	};
}

export function backupPathOf(path: string): string {
	return `${path}.backup`;
}

/** When the backup was made, or null where there is none. */
export function backupMadeAt(path: string): Date | null {
	return statSync(backupPathOf(path), { throwIfNoEntry: false })?.mtime ?? null;
}

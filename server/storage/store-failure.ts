/**
 * The store could not do what it was asked, and nothing changed.
 *
 * Thrown, because no caller in the middle can mend a full or broken disk; the edges (a room, a
 * route, the log's socket) catch it and pass its `refusal` on.
 */
import { type Refusal, refusal } from '#shared/refusal.ts';

export class StoreFailure extends Error {
	readonly refusal: Refusal;

	constructor(cause: unknown, why: Refusal) {
		super(`${why.reason} ${why.fix}`, { cause });
		this.name = 'StoreFailure';
		this.refusal = why;
	}
}

/** Primary SQLite result codes (https://sqlite.org/rescode.html), the ones that people can act on. */
export const SQLITE = {
	busy: 5,
	readOnly: 8,
	ioError: 10,
	corrupt: 11,
	full: 13,
	cannotOpen: 14,
	notADatabase: 26,
} as const;

/** The primary result code of an error from `node:sqlite`, or null for any other error. */
export function sqliteCodeOf(error: unknown): number | null {
	if (!(error instanceof Error) || !('errcode' in error)) return null;
	return typeof error.errcode === 'number' ? error.errcode & 0xff : null;
}

/** What a failed write on an open database means to a person. */
export function refusalOfWrite(error: unknown, path: string): Refusal {
	const code = sqliteCodeOf(error);
	if (code === SQLITE.full) {
		return refusal(
			'disk-full',
			`The disk that holds ${path} is full.`,
			'Free some space; what was not saved stays in the browsers and is sent again.',
		);
	}
	if (code === SQLITE.readOnly) {
		return refusal(
			'not-writable',
			`${path} can't be written.`,
			'Give yourself permission to write the file and its folder, then start Lintel again.',
		);
	}
	if (code === SQLITE.corrupt || code === SQLITE.notADatabase) {
		return refusal(
			'database-damaged',
			`${path} is damaged.`,
			'Stop Lintel and start it again; it says how to go back to the backup.',
		);
	}
	const words = error instanceof Error ? error.message : String(error);
	return refusal(
		'store-failed',
		`${path} could not be written: ${words}.`,
		'Check the disk; what was not saved stays in the browsers and is sent again.',
	);
}

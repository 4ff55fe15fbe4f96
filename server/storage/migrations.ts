/**
 * The database's schema as the steps that made it. `PRAGMA user_version` counts the steps taken.
 *
 * A step never changes once released: append another. `updates` is the hot table: one row per
 * document and flush, found by sequence number alone, since a secondary index would cost each
 * commit two to five times as much.
 */
export const MIGRATIONS: readonly string[] = [
	`
	CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE docs (
		id INTEGER PRIMARY KEY,
		name TEXT NOT NULL UNIQUE,
		generation TEXT NOT NULL,
		snapshot BLOB NOT NULL
	) STRICT;
	CREATE TABLE updates (seq INTEGER PRIMARY KEY, doc INTEGER NOT NULL, frames BLOB NOT NULL) STRICT;
	CREATE TABLE events (
		position INTEGER PRIMARY KEY,
		id TEXT NOT NULL UNIQUE,
		envelope TEXT NOT NULL
	) STRICT;
	CREATE TABLE texts (revision TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE blobs (ref TEXT PRIMARY KEY, salt TEXT NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE agreed (path TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE agents (
		id TEXT PRIMARY KEY,
		name TEXT NOT NULL,
		tokenHash TEXT,
		createdAt TEXT NOT NULL,
		revokedAt TEXT
	) STRICT, WITHOUT ROWID;
	`,
	`
	CREATE TABLE editions (
		artefact TEXT NOT NULL,
		n INTEGER NOT NULL,
		began TEXT NOT NULL,
		at TEXT NOT NULL,
		authors TEXT NOT NULL,
		revision TEXT,
		hash TEXT NOT NULL,
		content BLOB NOT NULL,
		PRIMARY KEY (artefact, n)
	) STRICT;
	`,
	`
	CREATE TABLE messages (
		id TEXT PRIMARY KEY,
		attempts INTEGER NOT NULL,
		dueAt INTEGER,
		failure TEXT
	) STRICT;
	`,
	`
	CREATE TABLE transcripts (
		session TEXT NOT NULL,
		n INTEGER NOT NULL,
		at TEXT NOT NULL,
		step TEXT,
		who TEXT NOT NULL,
		body TEXT NOT NULL,
		PRIMARY KEY (session, n)
	) STRICT;
	`,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/** 'Lntl' in the file's header: tells our database from somebody else's. */
export const APPLICATION_ID = 0x4c6e746c;

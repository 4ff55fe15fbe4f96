/**
 * One kind of file and the documents it stands for: the seam by which another kind joins.
 *
 * A side only says what its files and documents have to do with each other. When files are looked
 * at, how long they must lie still, when writing waits (git is at work) and how often it is tried
 * again is decided above it, once for all sides.
 */
import type { Config } from '#server/files/config/config.ts';
import type { SettingsSource } from '#server/files/config/settings-source.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { HalfWritten } from '#server/files/findings/cut-short.ts';
import type { FindingBoard } from '#server/files/findings/finding-board.ts';
import type { Store } from '#server/storage/store.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import type { Timer } from '#server/timer.ts';
import type { DocName } from '#shared/doc/doc-name.ts';
import type { Origin } from '#shared/doc/origin.ts';

export interface FileSide {
	/** Files and folders to watch, from the repository's root. */
	readonly places: readonly string[];
	/** The files there are, and those that should be: each is looked at by size and time only. */
	paths(): Iterable<string>;
	/** Whether a file that appeared is of this side: by default, any in its places. */
	owns?(path: string): boolean;
	/** These files are told about next, one by one, and lie still now. */
	beforeChanges?(paths: readonly string[]): void;
	/** A file of this side changed, appeared or went. */
	fileChanged(path: string, change: FileChange): void | Promise<void>;
	/** Whether a file looks as if somebody were still writing it. */
	isHalfWritten?(path: string): HalfWritten;
	/** A document changed; answers whether a file has to follow. */
	docChanged(name: DocName, origin: Origin): boolean;
	/** Writes what waits; answers with the paths written. */
	flush(): readonly string[];
	/** Whether something could not be written yet: it is tried again. */
	isWaiting(): boolean;
	/**
	 * Brings together what changed on either side while nobody looked. Null: git is at work, and
	 * the files are told about once it is done.
	 */
	catchUp(change: FileChange | null): Promise<void>;
}

/**
 * Whether somebody edited the file, or git put another commit's text there (a checkout, a rebase, a
 * stash), which nobody wrote just now and which takes nothing away from what the team has. Or the
 * database was put back from an older copy, and browsers may hold what the file says.
 */
export type FileChange = 'edit' | 'tree' | 'put-back';

/** What every side may build on. */
export interface SideDeps {
	readonly disk: Disk;
	/** The repository's real path. */
	readonly root: string;
	readonly config: Config;
	readonly store: Store;
	readonly rooms: Rooms;
	readonly board: FindingBoard;
	/** What the config and the templates say, as they read now. */
	readonly settings: SettingsSource;
	readonly timer: Timer;
	readonly now: () => Date;
	/** `read` looks once and writes nothing into the repository. */
	readonly mode: 'write' | 'read';
	readonly onError: (error: unknown) => void;
}

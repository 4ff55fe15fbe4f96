/**
 * Hears of changes in folders, one watch a folder: a repository has thousands of files and hundreds
 * of folders, and only those with code and tests are watched. Where the system tells nothing, or has
 * no watches left, whoever looks has to ask.
 */
import type { FSWatcher } from 'node:fs';
import type { Disk } from '#server/files/disk/disk.ts';

/** Systems allow some thousands for everybody; editors want theirs. */
const MOST_FOLDERS = 4_000;

export interface FolderWatch {
	/** Watches these and no others: paths from the root, '' for the root itself. */
	follow(folders: ReadonlySet<string>): void;
	/** False where some folder is not watched: then nobody may rely on being told. */
	readonly isComplete: boolean;
	stop(): void;
}

export function createFolderWatch(deps: {
	readonly disk: Pick<Disk, 'watch'>;
	readonly root: string;
	/** A file or folder came, changed or went: its path from the root. */
	readonly onChanged: (path: string) => void;
}): FolderWatch {
	const watchers = new Map<string, FSWatcher>();
	let isComplete = true;

	function follow(folders: ReadonlySet<string>): void {
		for (const folder of [...watchers.keys()]) if (!folders.has(folder)) leave(folder);
		isComplete = true;
		for (const folder of folders) {
			if (watchers.has(folder)) continue;
			if (watchers.size >= MOST_FOLDERS || !enter(folder)) isComplete = false;
		}
	}

	function enter(folder: string): boolean {
		try {
			const path = folder === '' ? deps.root : `${deps.root}/${folder}`;
			const watcher = deps.disk.watch(path, { persistent: false });
			watcher.on('change', (_, name) => {
				if (name !== null) deps.onChanged(folder === '' ? `${name}` : `${folder}/${name}`);
			});
			// A folder that went is told by the one above it.
			watcher.on('error', () => leave(folder));
			watchers.set(folder, watcher);
			return true;
		} catch {
			return false;
		}
	}

	function leave(folder: string): void {
		watchers.get(folder)?.close();
		watchers.delete(folder);
	}

	return {
		follow,
		get isComplete() {
			return isComplete;
		},
		stop() {
			for (const folder of [...watchers.keys()]) leave(folder);
		},
	};
}

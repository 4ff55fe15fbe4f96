/**
 * Notices that a file changed. What counts is a file's size, times and inode: the system's own
 * notices only say where to look at once, and where there are none (network drives) every file is
 * looked at in turn. Five hundred files cost five hundred cheap questions and no reading.
 */
import type { FSWatcher } from 'chokidar';
import type { Disk } from '#server/files/disk/disk.ts';
import { watchLimit } from '#server/files/disk/watch-limit.ts';
import type { Timer } from '#server/timer.ts';

export type WatchMode = 'native' | 'poll';

const EVERY_MS = 2_000;
/** While the system tells, every so many rounds all are looked at: a notice may get lost. */
const SELDOM = 5;

export interface Watch {
	/** Takes the file's present stamp as known: for what Lintel read or wrote itself. */
	note(path: string): void;
	/** The files that look different from when they were last noted; takes them as known. */
	look(): readonly string[];
	stampOf(path: string): string;
	stop(): Promise<void>;
}

export function createWatch(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly timer: Timer;
	/** `off` looks at nothing by itself. */
	readonly mode: WatchMode | 'off';
	/** Files and folders to be told about, from the root. */
	readonly places: readonly string[];
	readonly paths: () => Iterable<string>;
	/** Whether a file that appeared is one to look at. */
	readonly owns: (path: string) => boolean;
	/** The file looks different from when it was last noted. */
	readonly onChanged: (path: string) => void;
	/** Runs once a round, after the files. */
	readonly onRound: () => void;
	readonly onError: (error: unknown) => void;
}): Watch {
	const { disk, root, timer } = deps;
	const stamps = new Map<string, string>();
	let cancel = deps.mode === 'off' ? () => {} : timer.after(EVERY_MS, round);
	let rounds = 0;
	let stopped = false;
	let asks = deps.mode === 'poll';
	const told = deps.mode === 'native' ? beTold() : Promise.resolve(null);

	async function beTold(): Promise<FSWatcher | null> {
		// A start has better things to do first.
		const { watch } = await import('chokidar');
		if (stopped) return null;
		const watcher = watch(
			deps.places.map((place) => `${root}/${place}`),
			{ ignoreInitial: true, ignored: (path) => /\/\.[^/]*\.tmp$/.test(path) },
		);
		watcher.on('all', (_, path) => lookAt(path.slice(root.length + 1).replaceAll('\\', '/')));
		// What changed while it was getting ready was not told.
		watcher.on('ready', lookAtAll);
		watcher.on('error', (error) => {
			if (watchLimit(error) === null) return deps.onError(error);
			void watcher.close();
			askInstead(watchLimit(error));
		});
		return watcher;
	}

	function askInstead(why: string | null): void {
		if (!asks) deps.onError(why);
		asks = true;
	}

	/** A folder, or a file beside ours, is nobody's here. */
	function lookAt(path: string): void {
		if (stopped || !isNew(path) || !isOurs(path)) return;
		stamps.set(path, stampOf(path));
		deps.onChanged(path);
	}

	function isOurs(path: string): boolean {
		return stamps.has(path) || deps.owns(path);
	}

	function isNew(path: string): boolean {
		return stamps.get(path) !== stampOf(path);
	}

	function round(): void {
		try {
			rounds++;
			if (asks || rounds % SELDOM === 0) lookAtAll();
			deps.onRound();
		} catch (error) {
			deps.onError(error);
		}
		if (!stopped) cancel = timer.after(EVERY_MS, round);
	}

	function lookAtAll(): void {
		if (!stopped) for (const path of look()) deps.onChanged(path);
	}

	function look(): readonly string[] {
		const all = new Set([...stamps.keys(), ...deps.paths()]);
		return [...all].filter((path) => {
			if (!isNew(path)) return false;
			stamps.set(path, stampOf(path));
			return true;
		});
	}

	function stampOf(path: string): string {
		try {
			const stat = disk.statSync(`${root}/${path}`, { throwIfNoEntry: false });
			return stat ? `${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.ino}` : 'absent';
		} catch {
			return 'unreadable';
		}
	}

	async function stop(): Promise<void> {
		stopped = true;
		cancel();
		const watcher = await told;
		await watcher?.close();
	}

	return { note: (path) => void stamps.set(path, stampOf(path)), look, stampOf, stop };
}

/**
 * Notices, every two seconds, that a file was changed by somebody else: by its size and time of
 * change first, so that five hundred files cost five hundred cheap questions and no reading.
 */
import type { Disk } from '#server/files/disk.ts';
import type { Timer } from '#server/timer.ts';

const EVERY_MS = 2_000;

export interface Watch {
	/** Takes the file's present stamp as known: for what Lintel read or wrote itself. */
	note(path: string): void;
	stop(): void;
}

export function createWatch(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly timer: Timer;
	readonly paths: () => Iterable<string>;
	/** The file looks different from when it was last noted. */
	readonly onChanged: (path: string) => void;
	/** Runs once a round, after the files. */
	readonly onRound: () => void;
	readonly onError: (error: unknown) => void;
}): Watch {
	const { disk, root, timer } = deps;
	const stamps = new Map<string, string>();
	let cancel = timer.after(EVERY_MS, round);
	let stopped = false;

	function round(): void {
		try {
			for (const path of deps.paths()) look(path);
			deps.onRound();
		} catch (error) {
			deps.onError(error);
		}
		if (!stopped) cancel = timer.after(EVERY_MS, round);
	}

	function look(path: string): void {
		const stamp = stampOf(path);
		if (stamps.get(path) === stamp) return;
		stamps.set(path, stamp);
		deps.onChanged(path);
	}

	function stampOf(path: string): string {
		try {
			const stat = disk.statSync(`${root}/${path}`, { throwIfNoEntry: false });
			return stat ? `${stat.size} ${stat.mtimeMs} ${stat.ino}` : 'absent';
		} catch {
			return 'unreadable';
		}
	}

	function stop(): void {
		stopped = true;
		cancel();
	}

	return { note: (path) => void stamps.set(path, stampOf(path)), stop };
}

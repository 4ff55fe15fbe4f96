import type { Timer } from '#server/timer.ts';
import type { Hash } from '#shared/hash.ts';

/** Reads files for their hashes, a few in a turn: sockets must not wait for thousands. */
export interface Hashing {
	/** Null while it has not been read; it is from now on. */
	hashOf(path: string): Hash | null;
	/** These changed: they are read again when asked for. */
	forget(paths: Iterable<string>): void;
	stop(): void;
}

const AT_ONCE = 40;
const PAUSE_MS = 5;
/** So many are read before anybody is told of them. */
const TOLD_AT = 400;

export function createHashing(deps: {
	readonly timer: Timer;
	readonly hash: (path: string) => Hash | null;
	/** The hashes of these are known now, or others than before. */
	readonly onHashed: (paths: readonly string[]) => void;
}): Hashing {
	const known = new Map<string, Hash | null>();
	const waiting = new Set<string>();
	/** Changed by themselves, and so read at once: nobody sees a file without its hash in between. */
	const few = new Set<string>();
	let read: string[] = [];
	let cancel: (() => void) | null = null;

	function hashOf(path: string): Hash | null {
		const hash = known.get(path);
		if (hash !== undefined) return hash;
		if (few.delete(path)) return readNow(path);
		waiting.add(path);
		cancel ??= deps.timer.after(PAUSE_MS, work);
		return null;
	}

	function readNow(path: string): Hash | null {
		const hash = deps.hash(path);
		known.set(path, hash);
		return hash;
	}

	function work(): void {
		cancel = null;
		for (const path of [...waiting].slice(0, AT_ONCE)) {
			waiting.delete(path);
			readNow(path);
			read.push(path);
		}
		if (waiting.size > 0) cancel = deps.timer.after(PAUSE_MS, work);
		if (waiting.size > 0 && read.length < TOLD_AT) return;
		const done = read;
		read = [];
		if (done.length > 0) deps.onHashed(done);
	}

	return {
		hashOf,
		forget(paths) {
			const all = [...paths];
			for (const path of all) if (known.delete(path) && all.length <= AT_ONCE) few.add(path);
		},
		stop: () => cancel?.(),
	};
}

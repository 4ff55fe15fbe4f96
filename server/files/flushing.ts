/**
 * When documents are written to their files: soon after the last edit of a burst, and never long
 * after the first. What could not be written is tried again.
 */
import type { FileSide } from '#server/files/sides/file-side.ts';
import type { Timer } from '#server/timer.ts';

const QUIET_MS = 400;
const LATEST_MS = 1_500;
const RETRY_MS = 2_000;

export interface Flushing {
	/** Something has to be written. */
	ask(): void;
	/** Writes everything that waits now, because somebody asked; answers with the paths written. */
	flush(): readonly string[];
	stop(): void;
}

export function createFlushing(deps: {
	readonly timer: Timer;
	readonly sides: () => readonly FileSide[];
	/** Whether nothing may be written just now; `asked` is whether a person waits for it. */
	readonly isPaused: (asked: boolean) => boolean;
	readonly onWritten: (paths: readonly string[]) => void;
	readonly onError: (error: unknown) => void;
}): Flushing {
	const { timer } = deps;
	let cancelQuiet = () => {};
	let cancelLatest: (() => void) | null = null;
	let stopped = false;

	function ask(): void {
		if (stopped) return;
		cancelQuiet();
		cancelQuiet = timer.after(QUIET_MS, flushSafely);
		cancelLatest ??= timer.after(LATEST_MS, flushSafely);
	}

	function flushSafely(): void {
		try {
			write(false);
		} catch (error) {
			// The database refused to remember what was agreed; the edits themselves are in it.
			deps.onError(error);
		}
		if (!stopped && deps.sides().some((side) => side.isWaiting()))
			cancelLatest ??= timer.after(RETRY_MS, flushSafely);
	}

	function write(asked: boolean): readonly string[] {
		callOff();
		if (deps.isPaused(asked)) return [];
		const failures: unknown[] = [];
		const written = deps.sides().flatMap((side) => {
			try {
				return side.flush();
			} catch (error) {
				// One side that trips must not keep the others from their files.
				failures.push(error);
				return [];
			}
		});
		deps.onWritten(written);
		if (failures.length > 0) throw failures[0];
		return written;
	}

	function callOff(): void {
		cancelQuiet();
		cancelLatest?.();
		cancelLatest = null;
	}

	function stop(): void {
		stopped = true;
		callOff();
	}

	return { ask, flush: () => write(true), stop };
}

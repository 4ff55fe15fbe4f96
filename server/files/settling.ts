/**
 * Waits until a file that changed lies still: editors write in pieces, and git many files at once.
 * One that looks cut short is given longer.
 */
import type { HalfWritten } from '#server/files/findings/cut-short.ts';
import type { Timer } from '#server/timer.ts';

const TICK_MS = 50;
const STILL_MS = 150;
const CUT_SHORT_MS = { 'in-mid-line': 2_000, 'at-line-end': 700 };
/** Somebody writes without a pause: what is whole is taken as it is. */
const LONGEST_MS = 5_000;

export interface Settling {
	/** The file looks different. */
	notice(path: string): void;
	/** Everything that was noticed, settled or not. */
	drain(): readonly string[];
	stop(): void;
}

interface Waiting {
	stamp: string;
	still: number;
	waited: number;
}

export function createSettling(deps: {
	readonly timer: Timer;
	readonly stampOf: (path: string) => string;
	readonly isHalfWritten: (path: string) => HalfWritten;
	/** These lie still; what can't be taken now is noticed again. */
	readonly onSettled: (paths: readonly string[]) => Promise<void>;
	readonly onError: (error: unknown) => void;
}): Settling {
	const { timer, stampOf } = deps;
	const waiting = new Map<string, Waiting>();
	let cancel: (() => void) | null = null;
	let stopped = false;

	function notice(path: string): void {
		if (stopped || waiting.has(path)) return;
		waiting.set(path, { stamp: stampOf(path), still: 0, waited: 0 });
		cancel ??= timer.after(TICK_MS, tick);
	}

	function tick(): void {
		cancel = null;
		const settled = [...waiting].flatMap(([path, one]) => (isSettled(path, one) ? path : []));
		for (const path of settled) waiting.delete(path);
		const taken = settled.length === 0 ? Promise.resolve() : deps.onSettled(settled);
		void taken.catch(deps.onError).then(() => {
			if (waiting.size > 0 && !stopped) cancel ??= timer.after(TICK_MS, tick);
		});
	}

	function isSettled(path: string, one: Waiting): boolean {
		const stamp = stampOf(path);
		one.still = stamp === one.stamp ? one.still + TICK_MS : 0;
		one.stamp = stamp;
		one.waited += TICK_MS;
		if (one.still >= CUT_SHORT_MS['in-mid-line']) return true;
		if (one.still < STILL_MS && one.waited < LONGEST_MS) return false;
		const half = deps.isHalfWritten(path);
		return half === null || one.still >= CUT_SHORT_MS[half];
	}

	function drain(): readonly string[] {
		const paths = [...waiting.keys()];
		waiting.clear();
		return paths;
	}

	function stop(): void {
		stopped = true;
		cancel?.();
		waiting.clear();
	}

	return { notice, drain, stop };
}

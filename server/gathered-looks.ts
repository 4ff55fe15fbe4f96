/** When to look at a checkout that changes: soon enough for whoever watches, and once for many changes. */
import type { Timer } from '#server/timer.ts';

export interface GatheredLooks {
	/** Something changed, and git may change a thousand files: the first is looked at now, the rest together. */
	changed(): void;
	/** Much may be told at once of what is not urgent; one look after it is enough. */
	soon(): void;
	/** Somebody looked: what changed before is seen. */
	looked(): void;
	/** Something changed, and nobody looked since: whoever asks has to. */
	readonly isStale: boolean;
	stop(): void;
}

/** How long more of the same is waited for. */
export const GATHER_MS = 250;

export function createGatheredLooks({
	timer,
	look,
}: {
	readonly timer: Timer;
	readonly look: () => void;
}): GatheredLooks {
	let isStale = false;
	/** Runs for a moment after a change was looked at. */
	let cancelRest: (() => void) | null = null;
	let cancelSoon: (() => void) | null = null;

	function changed(): void {
		isStale = true;
		if (cancelRest !== null) return;
		cancelRest = timer.after(GATHER_MS, () => {
			cancelRest = null;
			if (isStale) changed();
		});
		look();
	}

	function looked(): void {
		cancelSoon?.();
		cancelSoon = null;
		isStale = false;
	}

	return {
		changed,
		looked,
		soon() {
			cancelSoon ??= timer.after(GATHER_MS, look);
		},
		get isStale() {
			return isStale;
		},
		stop() {
			cancelSoon?.();
			cancelRest?.();
		},
	};
}

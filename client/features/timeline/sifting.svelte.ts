import { inSlices } from '#client/features/timeline/in-slices.ts';
import type { TimelineRow } from '#client/state/history/timeline.svelte.ts';

const SCREENFUL = 200;

/** The events that were asked for, newest first, found piece by piece. */
export class Sifting {
	found = $state.raw<readonly TimelineRow[]>([]);
	/** Whether there is more to look through. */
	busy = $state(false);
	#stop = () => {};

	/** Looks through the rows, oldest first as they are given, from their end. */
	look(rows: readonly TimelineRow[], matches: (row: TimelineRow) => boolean): () => void {
		this.#stop();
		const found: TimelineRow[] = [];
		let at = rows.length;
		/** Shown once there is a screenful, then each time it has doubled. */
		let due = SCREENFUL;
		this.#stop = inSlices((pause) => {
			while (at > 0) {
				at--;
				const row = rows[at];
				if (row !== undefined && matches(row)) found.push(row);
				if (at % 64 === 0 && pause()) break;
			}
			if (at === 0 || found.length >= due) {
				due = 2 * found.length;
				this.found = [...found];
			}
			this.busy = at > 0;
			return at === 0;
		});
		return this.#stop;
	}
}

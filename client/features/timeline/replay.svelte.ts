import { inSlices } from '#client/features/timeline/in-slices.ts';
import { type Chronicle, createChronicle } from '#machines/history/chronicle.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';

interface Log {
	readonly root: EventId | null;
	readonly events: readonly VerifiedEvent[];
}

/** The log as it is replayed: how far it is, and how everything stood at any moment up to there. */
export class Replay {
	#chronicle = $state.raw<Chronicle | null>(null);
	#taken = $state(0);
	#total = $state(0);
	#stop = () => {};

	/** Replays a log, or goes on where the one it knows has grown. Returns how to stop. */
	follow({ root, events }: Log): () => void {
		this.#stop();
		const known = this.#chronicle;
		const chronicle = known?.follow(events) ? known : createChronicle(root, events);
		this.#chronicle = chronicle;
		this.#total = events.length;
		this.#stop = inSlices((pause) => {
			const done = chronicle.read(pause);
			this.#taken = chronicle.taken;
			return done;
		});
		return this.#stop;
	}

	get total(): number {
		return this.#total;
	}

	/** How many events are replayed; asked for in a component, it is asked again when there are more. */
	get taken(): number {
		return this.#taken;
	}

	get chronicle(): Chronicle | null {
		return this.#chronicle;
	}

	/** The event that a moment comes after; null for the moment before all. */
	eventAt(n: number): VerifiedEvent | null {
		return this.#chronicle?.events[n - 1] ?? null;
	}

	/** After how many events one is in the log; null where it is not. */
	momentOf(event: EventId): number | null {
		const at = this.#chronicle?.events.findIndex(({ id }) => id === event) ?? -1;
		return at === -1 ? null : at + 1;
	}
}

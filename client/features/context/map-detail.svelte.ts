/** How much of a node can be read from where one looks. */
export type Detail = 'close' | 'near' | 'far' | 'farther';

/** From here on there is room for the names of what a Context owns. */
const CLOSE = 1.2;
/** Below this only names can be read. */
export const FAR = 0.42;
/** Below this names need two lines to be read at all. */
const FARTHER = 0.24;

/** At most so many frames share the work when two hundred nodes change what they show. */
const BATCHES = 24;

export function detailAt(zoom: number): Detail {
	if (zoom < FARTHER) return 'farther';
	if (zoom < FAR) return 'far';
	return zoom < CLOSE ? 'near' : 'close';
}

/** The nodes that change together, and what they show. */
class Batch {
	detail = $state<Detail>('near');
}

/**
 * What the nodes of the map show, by how near one looks. They change batch by batch, one a frame:
 * all at once would keep the browser from answering in the middle of a zoom.
 */
export class MapDetail {
	#batches: readonly Batch[] = Array.from({ length: BATCHES }, () => new Batch());
	#joined = 0;
	#frame: number | undefined;

	/** Takes a node into a batch; answers what it shows. */
	join(): () => Detail {
		const batch = this.#batches[this.#joined++ % BATCHES];
		return () => batch?.detail ?? 'near';
	}

	/** Lets the nodes show so much from here on; answers how to stop on the way. */
	turnTo(wanted: Detail): () => void {
		// Whoever joins a batch that has nobody yet finds it turned.
		for (const batch of this.#batches.slice(this.#joined)) batch.detail = wanted;
		const step = () => {
			const next = this.#batches.find(({ detail }) => detail !== wanted);
			if (next === undefined) return;
			next.detail = wanted;
			this.#frame = requestAnimationFrame(step);
		};
		this.#frame = requestAnimationFrame(step);
		return () => cancelAnimationFrame(this.#frame ?? 0);
	}
}

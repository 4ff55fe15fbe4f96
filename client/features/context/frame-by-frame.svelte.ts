/** Those that turn together. */
class Batch<T> {
	value: T;

	constructor(first: T) {
		this.value = $state.raw(first);
	}
}

/**
 * One value that hundreds of nodes or lines of the map show. They turn to the next one batch by
 * batch, one a frame: all at once would keep the browser from answering meanwhile.
 */
export class FrameByFrame<T> {
	#batches: readonly Batch<T>[];
	#joined = 0;
	#frame: number | undefined;

	constructor(frames: number, first: T) {
		this.#batches = Array.from({ length: frames }, () => new Batch(first));
	}

	/** Takes one into a batch; answers what it shows. */
	join(): () => T {
		const batch = this.#batches[this.#joined++ % this.#batches.length];
		if (batch === undefined) throw new Error('There is a batch at least.');
		return () => batch.value;
	}

	/** Lets all show this from here on; answers how to stop on the way. */
	turnTo(wanted: T): () => void {
		// Whoever joins a batch that has nobody yet finds it turned.
		for (const batch of this.#batches.slice(this.#joined)) batch.value = wanted;
		const step = () => {
			const next = this.#batches.find(({ value }) => value !== wanted);
			if (next === undefined) return;
			next.value = wanted;
			this.#frame = requestAnimationFrame(step);
		};
		this.#frame = requestAnimationFrame(step);
		return () => cancelAnimationFrame(this.#frame ?? 0);
	}
}

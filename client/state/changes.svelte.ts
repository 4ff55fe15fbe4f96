import { createSubscriber } from 'svelte/reactivity';

/**
 * A place that things change in. Whoever reads `version` inside an effect or a derived value runs
 * again after the next change; outside of one it is a plain number.
 */
export class Changes {
	#version = 0;
	#listeners = new Set<() => void>();
	#subscribe = createSubscriber((update) => this.listen(update));

	get version(): number {
		this.#subscribe();
		return this.#version;
	}

	touch(): void {
		this.#version++;
		for (const listener of [...this.#listeners]) listener();
	}

	listen(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
}

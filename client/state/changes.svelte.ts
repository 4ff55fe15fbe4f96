import { createSubscriber } from 'svelte/reactivity';

/**
 * A place that things change in. Whoever reads `version` inside an effect or a derived value runs
 * again after the next change; outside of one it is a plain number.
 */
export class Changes {
	#version = 0;
	#listeners = new Set<() => void>();
	#soon: ReturnType<typeof setTimeout> | null = null;
	/** Runs for a while after one of a burst was told; whether more came meanwhile. */
	#rest: ReturnType<typeof setTimeout> | null = null;
	#waits = false;
	#subscribe = createSubscriber((update) => this.listen(update));

	get version(): number {
		this.#subscribe();
		return this.#version;
	}

	touch(): void {
		this.#version++;
		this.#tell();
	}

	/** A change as any other, which listeners hear of once for all that come within `wait` milliseconds. */
	touchSoon(wait: number): void {
		this.#version++;
		this.#soon ??= setTimeout(() => this.#tell(), wait);
	}

	/** The first of a burst is told at once; those that follow within `wait` milliseconds of it, together. */
	touchTogether(wait: number): void {
		this.#version++;
		this.#waits ||= this.#rest !== null;
		if (this.#rest !== null) return;
		this.#rest = setTimeout(() => {
			this.#rest = null;
			if (!this.#waits) return;
			this.#waits = false;
			this.touchTogether(wait);
		}, wait);
		this.#tell();
	}

	#tell(): void {
		this.#waits = false;
		if (this.#soon !== null) clearTimeout(this.#soon);
		this.#soon = null;
		for (const listener of [...this.#listeners]) listener();
	}

	listen(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
}

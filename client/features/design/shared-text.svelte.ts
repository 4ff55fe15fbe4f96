import { createSubscriber } from 'svelte/reactivity';
import type * as Y from 'yjs';

/** How long outline and preview may lag behind the keys: ten people typing are read ten times a second. */
const SETTLED_MS = 100;

/** A Y.Text as a component reads it: whoever reads `current` runs again soon after anyone types. */
export class SharedText {
	#text: Y.Text;
	#subscribe: () => void;

	constructor(text: Y.Text) {
		this.#text = text;
		this.#subscribe = createSubscriber((update) => {
			let waiting: ReturnType<typeof setTimeout> | null = null;
			const soon = () => {
				waiting ??= setTimeout(() => {
					waiting = null;
					update();
				}, SETTLED_MS);
			};
			text.observe(soon);
			return () => {
				text.unobserve(soon);
				if (waiting !== null) clearTimeout(waiting);
			};
		});
	}

	get current(): string {
		this.#subscribe();
		return this.#text.toString();
	}
}

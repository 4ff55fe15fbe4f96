import { createSubscriber } from 'svelte/reactivity';
import type * as Y from 'yjs';

/** A Y.Text as a component reads it: whoever reads `current` runs again when anyone types. */
export class SharedText {
	#text: Y.Text;
	#subscribe: () => void;

	constructor(text: Y.Text) {
		this.#text = text;
		this.#subscribe = createSubscriber((update) => {
			text.observe(update);
			return () => text.unobserve(update);
		});
	}

	get current(): string {
		this.#subscribe();
		return this.#text.toString();
	}
}

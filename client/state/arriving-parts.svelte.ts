import type { SeenParts } from '#client/state/first-parts.svelte.ts';
import type { Parts } from '#client/state/parts.ts';

/** A workspace's parts as they arrive: what can be seen at first, then all of them. */
export class ArrivingParts {
	/** Resolves when all are here. */
	readonly arrived: Promise<void>;
	#first: SeenParts;
	#all = $state.raw<Parts | null>(null);

	/** With `rest`, the first parts show what this browser remembers until the rest is here. */
	constructor(parts: Parts | SeenParts, rest: Promise<Parts> | null) {
		this.#first = parts;
		if ('edits' in parts) this.#all = parts;
		this.arrived = this.#await(rest);
	}

	get areAllHere(): boolean {
		return this.#all !== null;
	}

	get seen(): SeenParts {
		return this.#all ?? this.#first;
	}

	/** Throws before they are here: screens ask for more only of a workspace that is whole. */
	get all(): Parts {
		if (this.#all === null) throw new Error('The workspace is still opening.');
		return this.#all;
	}

	async #await(rest: Promise<Parts> | null): Promise<void> {
		if (rest !== null) this.#all = await rest;
	}
}

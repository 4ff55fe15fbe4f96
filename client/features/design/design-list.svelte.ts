import { untrack } from 'svelte';
import type { DesignEntry } from '#client/state/surface.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';

/**
 * Every Design as lists show it, the same objects until one of them reads otherwise: typing in one
 * of 500 designs leaves the rows of all of them alone.
 */
export class DesignList {
	#workspace: Workspace;
	#reading = $derived.by(() => JSON.stringify(this.#workspace.designs));
	readonly all = $derived.by(() => this.#readAgain(this.#reading));

	constructor(workspace: Workspace) {
		this.#workspace = workspace;
	}

	#readAgain(_reading: string): readonly DesignEntry[] {
		return untrack(() => this.#workspace.designs);
	}
}

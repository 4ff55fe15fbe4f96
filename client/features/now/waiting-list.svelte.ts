import { createContext } from 'svelte';
import type { Waiting } from '#client/features/now/waiting.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';

interface Tools {
	waitingFor(workspace: Workspace): readonly Waiting[];
	reviewsWaiting(workspace: Workspace): number;
}

const NONE: readonly Waiting[] = [];

/**
 * What waits for this member, worked out once for the rail, the title and the page that shows it.
 * How to tell comes after the first paint, with the log that it is told from.
 */
export class WaitingList {
	#workspace: Workspace;
	#tools = $state.raw<Tools | null>(null);
	#all = $derived.by(() => this.#tools?.waitingFor(this.#workspace) ?? NONE);
	#reviews = $derived.by(() => this.#tools?.reviewsWaiting(this.#workspace) ?? 0);

	constructor(workspace: Workspace) {
		this.#workspace = workspace;
		void Promise.all([
			import('#client/features/now/waiting.ts'),
			import('#client/features/review/review-queue.ts'),
			workspace.opened,
		]).then(([{ waitingFor }, { reviewsWaiting }]) => {
			this.#tools = { waitingFor, reviewsWaiting };
		});
	}

	/** False while nothing can be said about what waits. */
	get known(): boolean {
		return this.#tools !== null;
	}

	/** How many submissions wait for this member's verdict. */
	get reviews(): number {
		return this.#reviews;
	}

	get all(): readonly Waiting[] {
		return this.#all;
	}
}

export const [currentWaiting, provideWaiting] = createContext<WaitingList>();

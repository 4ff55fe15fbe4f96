import { createContext } from 'svelte';
import { type Waiting, waitingFor } from '#client/features/now/waiting.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';

/** What waits for this member, worked out once for the rail, the title and the page that shows it. */
export class WaitingList {
	#workspace: Workspace;
	#all = $derived.by(() => waitingFor(this.#workspace));
	/** Comes after the first paint. */
	#queue = $state.raw<typeof import('#client/features/review/review-queue.ts') | null>(null);
	#reviews = $derived.by(() => this.#queue?.reviewsWaiting(this.#workspace) ?? 0);

	constructor(workspace: Workspace) {
		this.#workspace = workspace;
		void workspace.opened
			.then(() => import('#client/features/review/review-queue.ts'))
			.then((queue) => (this.#queue = queue));
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

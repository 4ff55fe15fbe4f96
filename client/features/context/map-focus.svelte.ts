import { createContext } from 'svelte';
import type { Context } from '#shared/artefact/context.ts';
import type { ContextId } from '#shared/id.ts';

/** Which Context of the map is open, which is pointed at or focused, and what that one touches. */
export class MapFocus {
	#contexts: () => readonly Context[];
	#selected: () => ContextId | null;
	id = $state<ContextId | null>(null);
	#touched = $derived.by(() => touchedBy(this.id, this.#contexts()));

	constructor(contexts: () => readonly Context[], selected: () => ContextId | null) {
		this.#contexts = contexts;
		this.#selected = selected;
	}

	/** Whether this is the Context whose document is open. */
	opens(id: ContextId): boolean {
		return this.#selected() === id;
	}

	/** Whether this Context steps back because another one is looked at. */
	dims(id: ContextId): boolean {
		return this.id !== null && !this.#touched.has(id);
	}

	/** Whether this dependency belongs to the one that is looked at. */
	marks(from: ContextId, to: ContextId): boolean {
		return this.id === from || this.id === to;
	}
}

export const [currentMapFocus, provideMapFocus] = createContext<MapFocus>();

function touchedBy(id: ContextId | null, contexts: readonly Context[]): ReadonlySet<ContextId> {
	if (id === null) return new Set();
	const own = contexts.find((context) => context.id === id)?.dependencies ?? [];
	const dependents = contexts.filter(({ dependencies }) => dependencies.includes(id));
	return new Set([id, ...own, ...dependents.map((context) => context.id)]);
}

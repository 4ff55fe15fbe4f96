import type { Context } from '#shared/artefact/context.ts';
import type { ContextId } from '#shared/id.ts';
import { dependencyGraphOf } from '#shared/trace/map/dependency-graph.ts';

/** How near a Context or a dependency is to what is looked at. */
export type Nearness = 'own' | 'direct' | 'through' | 'apart';

/** What is looked at on the map (pointed at, focused, or asked to be shown), and what it touches. */
export class MapFocus {
	#contexts: () => readonly Context[];
	#graph = $derived.by(() => dependencyGraphOf(this.#contexts()));
	/** What the pointer or the keyboard is at. */
	id = $state<ContextId | null>(null);
	/** What somebody asked to be shown: it stays in sight until something else is looked at. */
	shown = $state.raw<readonly ContextId[]>([]);
	#near = $derived.by(() => this.#touched());

	constructor(contexts: () => readonly Context[]) {
		this.#contexts = contexts;
	}

	get graph() {
		return this.#graph;
	}

	/** Whether anything is looked at. */
	get looking(): boolean {
		return this.#near !== null;
	}

	/** Null while nothing is looked at: then everything is as near. */
	of(id: ContextId): Nearness | null {
		return this.#near === null ? null : (this.#near.get(id) ?? 'apart');
	}

	/** A dependency is as near as the end that is farther from what is looked at. */
	between(from: ContextId, to: ContextId): Nearness | null {
		const [one, other] = [this.of(from), this.of(to)];
		if (one === null || other === null) return null;
		if (one === 'own' || other === 'own')
			return one === 'apart' || other === 'apart' ? 'apart' : 'direct';
		return one === 'apart' || other === 'apart' ? 'apart' : 'through';
	}

	#touched(): ReadonlyMap<ContextId, Nearness> | null {
		const own = this.id === null ? this.shown : [this.id];
		if (own.length === 0) return null;
		const near = new Map<ContextId, Nearness>(own.map((id) => [id, 'own']));
		if (this.id === null) return near;
		for (const side of [this.#graph.dependencies, this.#graph.dependents]) {
			const direct = new Set(side.get(this.id));
			const reached = new Set(direct);
			for (const id of reached) for (const next of side.get(id) ?? []) reached.add(next);
			for (const id of reached) {
				if (direct.has(id)) near.set(id, 'direct');
				else if (!near.has(id)) near.set(id, 'through');
			}
		}
		return near.set(this.id, 'own');
	}
}

/** What is near shows it at once; what is apart only when its veil has come, and until it has gone. */
export function veiled(nearness: Nearness | null, veil: boolean): Nearness | null {
	if (nearness !== null && nearness !== 'apart') return nearness;
	return veil ? 'apart' : null;
}

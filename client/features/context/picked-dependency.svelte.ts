import type { ContextId } from '#shared/id.ts';
import { type DependencyGraph, dependencyPairs } from '#shared/trace/map/dependency-graph.ts';

export interface Dependency {
	readonly from: ContextId;
	readonly to: ContextId;
}

/** The one dependency that is picked on the map, by a click or by walking along a Context's lines. */
export class PickedDependency {
	#graph: () => DependencyGraph;
	#picked = $state.raw<Dependency | null>(null);

	constructor(graph: () => DependencyGraph) {
		this.#graph = graph;
	}

	/** Null as soon as it is gone from the map, whoever removed it. */
	get current(): Dependency | null {
		const picked = this.#picked;
		if (picked === null) return null;
		return this.#graph().dependencies.get(picked.from)?.includes(picked.to) ? picked : null;
	}

	is(from: ContextId, to: ContextId): boolean {
		return this.current?.from === from && this.current.to === to;
	}

	pick(from: ContextId, to: ContextId): void {
		this.#picked = { from, to };
	}

	/** The next line of this Context: what it depends on, then what depends on it, and round again. */
	next(id: ContextId): Dependency | null {
		const lines = dependencyPairs(this.#graph())
			.filter((pair) => pair.includes(id))
			.sort(([one], [other]) => Number(other === id) - Number(one === id));
		const at = lines.findIndex(([from, to]) => this.is(from, to));
		const [from, to] = lines[(at + 1) % lines.length] ?? [];
		this.#picked = from === undefined || to === undefined ? null : { from, to };
		return this.#picked;
	}

	letGo(): void {
		this.#picked = null;
	}
}

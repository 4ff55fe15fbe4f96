import type { Context } from '#shared/artefact/context.ts';
import type { ContextId } from '#shared/id.ts';

/** Who depends on whom, both ways, in a lasting order: what the map's analysis walks along. */
export interface DependencyGraph {
	/** Sorted, so that nothing hangs on the order in the file. */
	readonly ids: readonly ContextId[];
	readonly dependencies: ReadonlyMap<ContextId, readonly ContextId[]>;
	readonly dependents: ReadonlyMap<ContextId, readonly ContextId[]>;
}

/** Dependencies on Contexts that are not there are left out. */
export function dependencyGraphOf(
	contexts: readonly Pick<Context, 'id' | 'dependencies'>[],
): DependencyGraph {
	const sorted = contexts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
	const known = new Set(sorted.map(({ id }) => id));
	const dependencies = new Map<ContextId, ContextId[]>();
	const dependents = new Map<ContextId, ContextId[]>();
	for (const { id } of sorted) dependents.set(id, []);
	for (const context of sorted) {
		const there = [...new Set(context.dependencies)].filter((id) => known.has(id)).sort();
		dependencies.set(context.id, there);
		for (const to of there) dependents.get(to)?.push(context.id);
	}
	return { ids: [...known], dependencies, dependents };
}

/** Each dependency once, as from and to. */
export function dependencyPairs(graph: DependencyGraph): [ContextId, ContextId][] {
	return graph.ids.flatMap((from) =>
		(graph.dependencies.get(from) ?? []).map((to): [ContextId, ContextId] => [from, to]),
	);
}

/** What a Context depends on, and what depends on it. */
export function neighboursOf(graph: DependencyGraph, id: ContextId): readonly ContextId[] {
	return [...(graph.dependencies.get(id) ?? []), ...(graph.dependents.get(id) ?? [])];
}

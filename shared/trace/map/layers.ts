import type { ContextId } from '#shared/id.ts';
import type { DependencyGraph } from '#shared/trace/map/dependency-graph.ts';
import { strongComponents } from '#shared/trace/map/strong-components.ts';

/**
 * How deep each Context stands: 0 depends on nothing, and every other one is a step above the
 * deepest that it depends on. Contexts on a cycle share a layer. Linear.
 */
export function layersOf(graph: DependencyGraph): ReadonlyMap<ContextId, number> {
	const nextOf = (id: ContextId) => graph.dependencies.get(id) ?? [];
	const depth = new Map<ContextId, number>();
	// A component comes after everything that it leads to.
	for (const component of strongComponents(graph.ids, nextOf)) {
		const inside = new Set(component);
		let deepest = -1;
		for (const id of component) {
			for (const next of nextOf(id))
				if (!inside.has(next)) deepest = Math.max(deepest, depth.get(next) ?? 0);
		}
		for (const id of component) depth.set(id, deepest + 1);
	}
	return depth;
}

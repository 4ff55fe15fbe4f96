import type { ContextId } from '#shared/id.ts';
import type { DependencyGraph } from '#shared/trace/map/dependency-graph.ts';
import { layersOf } from '#shared/trace/map/layers.ts';

/**
 * In which column each Context stands, counted from the right: what it depends on stands right of
 * it, and no column is higher than `height` (after Coffman and Graham). On a cycle one dependency
 * has to lead back.
 */
export function columnsOf(
	graph: DependencyGraph,
	ids: readonly ContextId[],
	height: number,
): Map<ContextId, number> {
	const depth = layersOf(graph);
	const reach = reachAbove(graph, depth);
	const order = ids.toSorted((a, b) => {
		const deeper = (depth.get(a) ?? 0) - (depth.get(b) ?? 0);
		// Of equals those go first that the longest chain hangs on.
		const longer = (reach.get(b) ?? 0) - (reach.get(a) ?? 0);
		return deeper || longer || (a < b ? -1 : 1);
	});
	const columns = new Map<ContextId, number>();
	const filled: number[] = [];
	for (const id of order) {
		let column = 0;
		for (const to of graph.dependencies.get(id) ?? [])
			column = Math.max(column, (columns.get(to) ?? -1) + 1);
		while ((filled[column] ?? 0) >= height) column++;
		put(id, column);
	}
	for (const id of order.toReversed()) drawNear(id);
	return columns;

	function put(id: ContextId, column: number): void {
		columns.set(id, column);
		filled[column] = (filled[column] ?? 0) + 1;
	}

	/** What stands far right of everything that needs it comes as near as there is room. */
	function drawNear(id: ContextId): void {
		const own = columns.get(id) ?? 0;
		const above = (graph.dependents.get(id) ?? []).map((other) => columns.get(other) ?? 0);
		const left = above.filter((column) => column > own);
		if (left.length === 0 || left.length < above.length) return;
		for (let column = Math.min(...left) - 1; column > own; column--) {
			if ((filled[column] ?? 0) >= height) continue;
			filled[own] = (filled[own] ?? 1) - 1;
			put(id, column);
			return;
		}
	}
}

/** How long the chain of dependents above each Context is. */
function reachAbove(
	graph: DependencyGraph,
	depth: ReadonlyMap<ContextId, number>,
): ReadonlyMap<ContextId, number> {
	const reach = new Map<ContextId, number>();
	const deepestFirst = graph.ids.toSorted((a, b) => (depth.get(b) ?? 0) - (depth.get(a) ?? 0));
	for (const id of deepestFirst) {
		let longest = 0;
		for (const above of graph.dependents.get(id) ?? [])
			if (depth.get(above) !== depth.get(id))
				longest = Math.max(longest, (reach.get(above) ?? 0) + 1);
		reach.set(id, longest);
	}
	return reach;
}

import type { Edge, Node } from '@xyflow/svelte';
import type { Positions } from '#shared/doc/layout-doc.ts';
import { ContextId } from '#shared/id.ts';
import type { DependencyGraph } from '#shared/trace/map/dependency-graph.ts';
import { dependencyPairs } from '#shared/trace/map/dependency-graph.ts';
import { NODE_SIZE } from '#shared/trace/map/map-size.ts';
import { routesOf } from '#shared/trace/map/routes.ts';

/** The graph's nodes: the same objects for those that did not move, so that only the others are drawn. */
export function nodesFor(before: readonly Node[], places: Positions, moving: Positions): Node[] {
	const known = new Map(before.map((node) => [node.id, node]));
	return [...places].map(([id, place]) => {
		const node = known.get(id);
		// Whoever holds a node decides where it is until it is let go.
		if (node !== undefined && moving.has(id)) return node;
		if (node?.position.x === place.x && node.position.y === place.y) return node;
		const position = { x: place.x, y: place.y };
		if (node !== undefined) return { ...node, position };
		return { id, type: 'context', position, ...NODE_SIZE, data: {}, deletable: false };
	});
}

export function edgesFor(
	before: readonly Edge[],
	graph: DependencyGraph,
	places: Positions,
	words: (from: ContextId, to: ContextId) => string,
): Edge[] {
	const known = new Map(before.map((edge) => [edge.id, edge]));
	return routesOf(places, dependencyPairs(graph)).map(({ from, to, path }) => {
		const id = `${from}-${to}`;
		const ariaLabel = words(from, to);
		const edge = known.get(id);
		if (edge?.data?.['path'] === path && edge.ariaLabel === ariaLabel) return edge;
		return {
			id,
			type: 'dependency',
			source: from,
			target: to,
			data: { path },
			ariaLabel,
			selectable: false,
			deletable: false,
		};
	});
}

/** The Contexts among ids that come from elsewhere. */
export function contextIds(ids: readonly string[]): ContextId[] {
	return ids.flatMap((id) => ContextId.safeParse(id).data ?? []);
}

import { Graph, layout } from '@dagrejs/dagre';
import type { Context } from '#shared/artefact/context.ts';
import type { ContextId } from '#shared/id.ts';

/** The size of every node of the map, in pixels at zoom 1: fixed, so that words never move it. */
export const NODE_SIZE = { width: 216, height: 88 } as const;

const GAP = { across: 28, along: 96, edge: 20, grid: 32 } as const;
const ROW = NODE_SIZE.height + GAP.along / 2;

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** A dependency, and the corners it goes round between the two nodes. */
export interface Way {
	readonly from: ContextId;
	readonly to: ContextId;
	readonly via: readonly Point[];
}

export interface MapLayout {
	/** The upper left corner of each node. */
	readonly places: ReadonlyMap<ContextId, Point>;
	readonly ways: readonly Way[];
}

/**
 * Where each Context stands: what depends on something stands left of it.
 *
 * The same contexts and dependencies give the same places on every device, whatever their order
 * in the file. Contexts without any dependency stand in a grid below the others.
 */
export function layoutOf(contexts: readonly Context[]): MapLayout {
	const places = new Map<ContextId, Point>();
	const ids = contexts.map(({ id }) => id).toSorted();
	const edges = dependenciesOf(contexts);
	const linked = new Set(edges.flat());

	const ways = placeLinked(
		ids.filter((id) => linked.has(id)),
		edges,
		places,
	);
	const foot = Math.max(0, ...[...places.values()].map(({ y }) => y + ROW));
	placeAlone(
		ids.filter((id) => !linked.has(id)),
		foot,
		places,
	);
	return { places, ways };
}

/** Changes only when a Context or a dependency comes or goes: the one reason to lay out anew. */
export function topologyOf(contexts: readonly Context[]): string {
	const ids = contexts.map(({ id }) => id).toSorted();
	return JSON.stringify([ids, dependenciesOf(contexts)]);
}

/** Dependent and dependency, in a lasting order; names that answer to no Context are left out. */
function dependenciesOf(contexts: readonly Context[]): [ContextId, ContextId][] {
	const known = new Set(contexts.map(({ id }) => id));
	return contexts
		.toSorted((a, b) => (a.id < b.id ? -1 : 1))
		.flatMap(({ id, dependencies }) =>
			dependencies
				.filter((to) => known.has(to) && to !== id)
				.toSorted()
				.map((to): [ContextId, ContextId] => [id, to]),
		);
}

/** Places the ones with dependencies by rank, and answers how their dependencies go. */
function placeLinked(
	ids: readonly ContextId[],
	edges: readonly [ContextId, ContextId][],
	places: Map<ContextId, Point>,
): Way[] {
	if (ids.length === 0) return [];
	const graph = new Graph({ directed: true });
	graph.setGraph({ rankdir: 'LR', nodesep: GAP.across, edgesep: GAP.edge, ranksep: GAP.along });
	graph.setDefaultEdgeLabel(() => ({}));
	for (const id of ids) graph.setNode(id, { ...NODE_SIZE });
	for (const [from, to] of edges) graph.setEdge(from, to);
	layout(graph);

	const columns = new Set<number>();
	for (const id of ids) {
		const { x = 0, y = 0 } = graph.node(id);
		columns.add(Math.round(x));
		places.set(id, { x: x - NODE_SIZE.width / 2, y: y - NODE_SIZE.height / 2 });
	}
	return edges.map(([from, to]) => {
		const points: Point[] = graph.edge(from, to).points ?? [];
		const via = points.slice(1, -1).filter(({ x }) => columns.has(Math.round(x)));
		return { from, to, via };
	});
}

/** A grid about twice as wide as it is high, which is what a screen is. */
function placeAlone(ids: readonly ContextId[], top: number, places: Map<ContextId, Point>): void {
	const columns = Math.max(2, Math.ceil(Math.sqrt(ids.length)));
	for (const [n, id] of ids.entries()) {
		places.set(id, {
			x: (n % columns) * (NODE_SIZE.width + GAP.grid),
			y: top + Math.floor(n / columns) * (NODE_SIZE.height + GAP.grid),
		});
	}
}

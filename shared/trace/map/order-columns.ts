import { type EdgeLabel, Graph, layout, type NodeLabel, type RankerFunction } from '@dagrejs/dagre';
import type { ContextId } from '#shared/id.ts';
import { type DependencyGraph, dependencyPairs } from '#shared/trace/map/dependency-graph.ts';
import { NODE_SIZE } from '#shared/trace/map/map-size.ts';

/** What leads farther says little about who stands beside whom, and takes dagre most of its time. */
const NEAR = 3;

interface Settings {
	readonly rankdir: 'LR';
	readonly ranker: RankerFunction;
}

/**
 * The columns from left to right, each in the order by which dagre lets few dependencies cross.
 * Two things of dagre are not used: it knows no highest column, so that a wide map becomes a tower,
 * and the places that it gives are twice as far apart as they need be.
 */
export function orderColumns(
	graph: DependencyGraph,
	ids: readonly ContextId[],
	columnOf: (id: ContextId) => number,
): readonly (readonly ContextId[])[] {
	const columns = new Map<string, number>(ids.map((id) => [id, columnOf(id)]));
	const drawn = new Graph<Settings, NodeLabel, EdgeLabel>();
	// It counts two ranks for a column, to have room for words at the lines.
	const ranker: RankerFunction = (ranked) => {
		for (const id of ranked.nodes()) ranked.node(id).rank = 2 * (columns.get(id) ?? 0);
	};
	drawn.setGraph({ rankdir: 'LR', ranker });
	for (const id of ids) drawn.setNode(id, { ...NODE_SIZE });
	for (const [from, to] of dependencyPairs(graph)) {
		const [start, end] = [columns.get(from), columns.get(to)];
		if (start === undefined || end === undefined || Math.abs(end - start) > NEAR) continue;
		if (start < end) drawn.setEdge(from, to, {});
		if (start > end) drawn.setEdge(to, from, {});
	}
	layout(drawn);
	const ordered: ContextId[][] = [];
	for (const id of ids.toSorted((a, b) => (drawn.node(a).y ?? 0) - (drawn.node(b).y ?? 0))) {
		const column = columnOf(id);
		while (ordered.length <= column) ordered.push([]);
		ordered[column]?.push(id);
	}
	return ordered;
}

/**
 * Where the map puts its Contexts when nobody has: what depends on something stands left of it.
 * Groups are lanes, one below the other, so that their boundaries never cross. The same contexts,
 * dependencies and groups give the same places everywhere, whatever their order in the file.
 */
import type { Context } from '#shared/artefact/context.ts';
import { type Position, positionAt } from '#shared/artefact/position.ts';
import type { Positions } from '#shared/doc/layout-doc.ts';
import type { ContextId } from '#shared/id.ts';
import { columnsOf } from '#shared/trace/map/columns.ts';
import {
	type DependencyGraph,
	dependencyGraphOf,
	neighboursOf,
} from '#shared/trace/map/dependency-graph.ts';
import type { MapGroup } from '#shared/trace/map/groups.ts';
import { GAP, SNAP, STEP } from '#shared/trace/map/map-size.ts';
import { orderColumns } from '#shared/trace/map/order-columns.ts';
import { settleColumns } from '#shared/trace/map/settle-columns.ts';

/** A map is about as much wider than high as a screen. */
const WIDER = 1.6;

export function arrangeMap(contexts: readonly Context[], groups: readonly MapGroup[]): Positions {
	const graph = dependencyGraphOf(contexts);
	const isLinked = (id: ContextId) =>
		[graph.dependencies, graph.dependents].some((side) => side.get(id)?.some((to) => to !== id));
	const linked = graph.ids.filter(isLinked);
	const height = Math.max(4, Math.ceil(Math.sqrt((linked.length * STEP.x) / STEP.y / WIDER)));
	const columns = columnsOf(graph, linked, height);
	const last = Math.max(0, ...columns.values());
	const places = new Map<ContextId, Position>();
	let top = 0;
	for (const ids of lanesOf(graph.ids, groups)) {
		const chained = ids.filter(isLinked);
		top = placeChained(graph, chained, (id) => last - (columns.get(id) ?? 0), top, places);
		top = placeAlone(
			ids.filter((id) => !isLinked(id)),
			widthOf(chained.map((id) => places.get(id)?.x ?? 0)) ?? {
				left: 0,
				width: Math.max(last + 1, Math.ceil(Math.sqrt(ids.length))) * STEP.x,
			},
			top,
			places,
		);
		top += GAP.lane - GAP.down;
	}
	return places;
}

/** The ids of each group, and those of none at the end. */
function lanesOf(ids: readonly ContextId[], groups: readonly MapGroup[]): ContextId[][] {
	const laneOf = new Map(groups.flatMap(({ members }, n) => members.map((id) => [id, n] as const)));
	const lanes: ContextId[][] = groups.map(() => []);
	const rest: ContextId[] = [];
	for (const id of ids) (lanes[laneOf.get(id) ?? -1] ?? rest).push(id);
	return [...lanes, rest].filter((lane) => lane.length > 0);
}

/** Places Contexts with dependencies by column, and answers where the next row may begin. */
function placeChained(
	graph: DependencyGraph,
	ids: readonly ContextId[],
	columnOf: (id: ContextId) => number,
	top: number,
	places: Map<ContextId, Position>,
): number {
	if (ids.length === 0) return top;
	const columns = orderColumns(graph, ids, columnOf);
	const middles = settleColumns(columns, (id) => neighboursOf(graph, id), STEP.y);
	const highest = Math.min(...middles.values());
	let foot = top;
	for (const [id, middle] of middles) {
		const y = top + middle - highest;
		places.set(id, snapped(columnOf(id) * STEP.x, y));
		foot = Math.max(foot, y + STEP.y);
	}
	return foot;
}

interface Span {
	readonly left: number;
	readonly width: number;
}

/** What the columns of a lane span; null where there are none. */
function widthOf(columns: readonly number[]): Span | null {
	if (columns.length === 0) return null;
	const left = Math.min(...columns);
	return { left, width: Math.max(...columns) - left + STEP.x };
}

/** A grid for those without any dependency, in line with the columns. */
function placeAlone(
	ids: readonly ContextId[],
	{ left, width }: Span,
	top: number,
	places: Map<ContextId, Position>,
): number {
	const wide = Math.max(2, Math.floor(width / STEP.x), Math.ceil(Math.sqrt(ids.length)));
	for (const [n, id] of ids.entries()) {
		places.set(id, snapped(left + (n % wide) * STEP.x, top + Math.floor(n / wide) * STEP.y));
	}
	return top + Math.ceil(ids.length / wide) * STEP.y;
}

export function snapped(x: number, y: number): Position {
	return positionAt(Math.round(x / SNAP) * SNAP, Math.round(y / SNAP) * SNAP);
}

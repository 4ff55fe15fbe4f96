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
	dependencyPairs,
} from '#shared/trace/map/dependency-graph.ts';
import type { MapGroup } from '#shared/trace/map/groups.ts';
import { GAP, NODE_SIZE, SNAP, STEP } from '#shared/trace/map/map-size.ts';
import { type Bead, orderColumns } from '#shared/trace/map/order-columns.ts';
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
	const columns = orderColumns(beadsOf(graph, ids, columnOf));
	const own = new Set<string>(ids);
	const middles = settleColumns(columns, ({ key }) => (own.has(key) ? STEP.y : GAP.down));
	const highest = Math.min(...columns.flat().map((bead) => middles.get(bead) ?? 0));
	const down = new Map([...middles].map(([{ key }, middle]) => [key, middle - highest]));
	let foot = top;
	for (const id of ids) {
		const y = top + (down.get(id) ?? 0);
		places.set(id, snapped(columnOf(id) * STEP.x, y));
		foot = Math.max(foot, y + STEP.y);
	}
	return foot;
}

/** One bead a Context, and one for every column that a longer dependency passes through. */
function beadsOf(
	graph: DependencyGraph,
	ids: readonly ContextId[],
	columnOf: (id: ContextId) => number,
): Bead[][] {
	const columns: Bead[][] = [];
	const near = new Map<string, Bead[]>();
	const beads = new Map<string, Bead>();
	const bead = (key: string, column: number): Bead => {
		const list: Bead[] = [];
		const made = { key, column, near: list };
		near.set(key, list);
		beads.set(key, made);
		while (columns.length <= column) columns.push([]);
		columns[column]?.push(made);
		return made;
	};
	for (const id of ids) bead(id, columnOf(id));
	for (const [from, to] of dependencyPairs(graph)) {
		let before = beads.get(from);
		const end = beads.get(to);
		if (before === undefined || end === undefined) continue;
		for (let column = before.column + 1; column < end.column; column++)
			before = join(before, bead(`${from} ${to} ${column}`, column));
		if (before.column < end.column) join(before, end);
	}
	return columns;

	function join(one: Bead, other: Bead): Bead {
		near.get(one.key)?.push(other);
		near.get(other.key)?.push(one);
		return other;
	}
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

/** A grid for those without any dependency. */
function placeAlone(
	ids: readonly ContextId[],
	{ left, width }: Span,
	top: number,
	places: Map<ContextId, Position>,
): number {
	const across = NODE_SIZE.width + GAP.alone;
	const wide = Math.max(2, Math.floor(width / across), Math.ceil(Math.sqrt(ids.length)));
	for (const [n, id] of ids.entries()) {
		places.set(id, snapped(left + (n % wide) * across, top + Math.floor(n / wide) * STEP.y));
	}
	return top + Math.ceil(ids.length / wide) * STEP.y;
}

export function snapped(x: number, y: number): Position {
	return positionAt(Math.round(x / SNAP) * SNAP, Math.round(y / SNAP) * SNAP);
}

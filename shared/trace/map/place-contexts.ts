import type { Context } from '#shared/artefact/context.ts';
import type { Position } from '#shared/artefact/position.ts';
import type { Positions } from '#shared/doc/layout-doc.ts';
import type { ContextId } from '#shared/id.ts';
import { arrangeMap, snapped } from '#shared/trace/map/arrange-map.ts';
import { dependencyGraphOf, neighboursOf } from '#shared/trace/map/dependency-graph.ts';
import type { MapGroup } from '#shared/trace/map/groups.ts';
import { GAP, NODE_SIZE, STEP } from '#shared/trace/map/map-size.ts';

/**
 * Where every Context stands. What has a place keeps it, however the map grows; the others come as
 * near as there is room to what they depend on and what depends on them. With no place at all the
 * whole map is arranged.
 */
export function placeContexts(
	contexts: readonly Context[],
	groups: readonly MapGroup[],
	kept: Positions,
): Positions {
	const there = contexts.filter(({ id }) => kept.has(id));
	if (there.length === 0) return arrangeMap(contexts, groups);
	const graph = dependencyGraphOf(contexts);
	const places = new Map<ContextId, Position>();
	const ground = new Ground();
	for (const { id } of there) put(id, kept.get(id) ?? { x: 0, y: 0 });
	const fresh = graph.ids.filter((id) => !places.has(id));
	// First those that have a neighbour to stand beside, and so on outwards.
	for (let rest = fresh; rest.length > 0; ) {
		const near = rest.filter((id) => neighboursOf(graph, id).some((one) => places.has(one)));
		const turn = near.length > 0 ? near : rest;
		for (const id of turn) put(id, ground.nearest(wantedPlace(id)));
		rest = rest.filter((id) => !places.has(id));
	}
	return places;

	function put(id: ContextId, place: Position): void {
		places.set(id, place);
		ground.take(place);
	}

	function wantedPlace(id: ContextId): Position {
		const placed = (ids: readonly ContextId[] = []) => ids.flatMap((one) => places.get(one) ?? []);
		const right = placed(graph.dependencies.get(id));
		const left = placed(graph.dependents.get(id));
		const beside = [...right, ...left];
		if (beside.length > 0) {
			const x =
				right.length > 0
					? Math.min(...right.map((place) => place.x)) - STEP.x
					: Math.max(...left.map((place) => place.x)) + STEP.x;
			return snapped(x, beside.reduce((sum, { y }) => sum + y, 0) / beside.length);
		}
		const group = groups.find(({ members }) => members.includes(id));
		const own = placed(group?.members);
		const around = own.length > 0 ? own : [...places.values()];
		return snapped(
			Math.min(...around.map(({ x }) => x)),
			Math.max(...around.map(({ y }) => y)) + STEP.y,
		);
	}
}

/** What room is taken, found again by cell, so that a large map is filled in linear time. */
class Ground {
	#cells = new Map<string, Position[]>();

	take(place: Position): void {
		const key = cellOf(place.x, place.y);
		this.#cells.set(key, [...(this.#cells.get(key) ?? []), place]);
	}

	/** The free place nearest to this one: down and up before aside. */
	nearest(wanted: Position): Position {
		for (let ring = 0; ; ring++) {
			for (let aside = 0; aside <= ring; aside++) {
				const down = ring - aside;
				for (const [x, y] of [
					[aside, down],
					[aside, -down],
					[-aside, down],
					[-aside, -down],
				] as const) {
					const place = snapped(wanted.x + (x * STEP.x) / 2, wanted.y + (y * STEP.y) / 2);
					if (this.#isFree(place)) return place;
				}
			}
		}
	}

	#isFree({ x, y }: Position): boolean {
		for (const across of [-1, 0, 1]) {
			for (const down of [-1, 0, 1]) {
				const cell = this.#cells.get(cellOf(x + across * STEP.x, y + down * STEP.y));
				if (cell?.some((other) => overlaps(other, x, y))) return false;
			}
		}
		return true;
	}
}

function overlaps(other: Position, x: number, y: number): boolean {
	return (
		Math.abs(other.x - x) < NODE_SIZE.width + GAP.alone &&
		Math.abs(other.y - y) < NODE_SIZE.height + GAP.down / 2
	);
}

function cellOf(x: number, y: number): string {
	return `${Math.floor(x / STEP.x)} ${Math.floor(y / STEP.y)}`;
}

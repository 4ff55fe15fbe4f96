/** How the lines of dependencies run between Contexts, wherever those stand. */
import type { Position } from '#shared/artefact/position.ts';
import type { Positions } from '#shared/doc/layout-doc.ts';
import type { ContextId } from '#shared/id.ts';
import { detour } from '#shared/trace/map/detour.ts';
import { NODE_SIZE } from '#shared/trace/map/map-size.ts';

export type Side = 'left' | 'right' | 'top' | 'bottom';

export interface Route {
	readonly from: ContextId;
	readonly to: ContextId;
	/** An SVG path from one node's side to the other's. */
	readonly path: string;
	/** Where it ends, and at which side of its end. */
	readonly tip: Position;
	readonly side: Side;
}

/** Lines beside each other at one side of a node stand at most so far apart. */
const APART = 14;
/** A line that turns at a node leaves it this far at least. */
const REACH = 28;

interface Ends {
	readonly from: ContextId;
	readonly to: ContextId;
	readonly leaves: Side;
	readonly enters: Side;
}

/** One route for each dependency whose ends both have a place. */
export function routesOf(
	places: Positions,
	pairs: readonly (readonly [ContextId, ContextId])[],
): Route[] {
	const ends = pairs.flatMap(([from, to]) => endsOf(places, from, to) ?? []);
	const anchors = anchorsOf(places, ends);
	const boxes = [...places.values()].sort((a, b) => a.x - b.x);
	const taken = new Map<string, number>();
	return ends.map((one) => {
		const { from, to, leaves, enters } = one;
		const start = anchors.get(`${from} ${to} out`) ?? { x: 0, y: 0 };
		const tip = anchors.get(`${from} ${to} in`) ?? { x: 0, y: 0 };
		const own = [places.get(from), places.get(to)];
		const level = leaves === 'right' && enters === 'left';
		const via = level ? detour(start, tip, boxes, own, taken) : [];
		return { from, to, tip, side: enters, path: pathThrough(start, leaves, via, tip, enters) };
	});
}

/** The line while one of its ends is being moved: straight from side to side. */
export function looseRoute(from: Position, to: Position): string {
	const [leaves, enters] = sidesBetween(from, to);
	return pathThrough(middleOf(from, leaves), leaves, [], middleOf(to, enters), enters);
}

function endsOf(places: Positions, from: ContextId, to: ContextId): Ends | null {
	const [one, other] = [places.get(from), places.get(to)];
	if (one === undefined || other === undefined || from === to) return null;
	const [leaves, enters] = sidesBetween(one, other);
	return { from, to, leaves, enters };
}

/** The sides that look at each other; beside each other counts for more than above. */
function sidesBetween(from: Position, to: Position): readonly [Side, Side] {
	const apart = NODE_SIZE.width + REACH;
	if (to.x - from.x >= apart) return ['right', 'left'];
	if (from.x - to.x >= apart) return ['left', 'right'];
	return to.y >= from.y ? ['bottom', 'top'] : ['top', 'bottom'];
}

/** Where each line meets its nodes: spread along the side, in the order of its other ends. */
function anchorsOf(places: Positions, ends: readonly Ends[]): Map<string, Position> {
	const bySide = new Map<string, { key: string; other: Position; own: Position; side: Side }[]>();
	for (const { from, to, leaves, enters } of ends) {
		const [one, other] = [places.get(from), places.get(to)];
		if (one === undefined || other === undefined) continue;
		const add = (id: ContextId, side: Side, key: string, own: Position, far: Position) => {
			const list = bySide.get(`${id} ${side}`) ?? [];
			list.push({ key, own, side, other: far });
			bySide.set(`${id} ${side}`, list);
		};
		add(from, leaves, `${from} ${to} out`, one, other);
		add(to, enters, `${from} ${to} in`, other, one);
	}
	const anchors = new Map<string, Position>();
	for (const list of bySide.values()) {
		const upright = list[0]?.side === 'left' || list[0]?.side === 'right';
		const length = upright ? NODE_SIZE.height : NODE_SIZE.width;
		const apart = Math.min(APART, (length - 24) / list.length);
		list.sort((a, b) => (upright ? a.other.y - b.other.y : a.other.x - b.other.x));
		for (const [n, { key, own, side }] of list.entries()) {
			const middle = middleOf(own, side);
			const shift = Math.round((n - (list.length - 1) / 2) * apart);
			anchors.set(
				key,
				upright ? { ...middle, y: middle.y + shift } : { ...middle, x: middle.x + shift },
			);
		}
	}
	return anchors;
}

function middleOf({ x, y }: Position, side: Side): Position {
	const { width, height } = NODE_SIZE;
	if (side === 'left') return { x, y: y + height / 2 };
	if (side === 'right') return { x: x + width, y: y + height / 2 };
	return { x: x + width / 2, y: side === 'top' ? y : y + height };
}

function pathThrough(
	start: Position,
	leaves: Side,
	via: readonly { readonly enter: Position; readonly leave: Position }[],
	end: Position,
	enters: Side,
): string {
	let path = `M ${start.x} ${start.y}`;
	let at = start;
	let side = leaves;
	for (const { enter, leave } of via) {
		path += `${swing(at, side, enter, 'left')} L ${leave.x} ${leave.y}`;
		at = leave;
		side = 'right';
	}
	return path + swing(at, side, end, enters);
}

function swing(from: Position, leaves: Side, to: Position, enters: Side): string {
	const upright = leaves === 'top' || leaves === 'bottom';
	const span = upright ? Math.abs(to.y - from.y) : Math.abs(to.x - from.x);
	const reach = Math.max(REACH, Math.round(span / 2));
	const [one, other] = [towards(from, leaves, reach), towards(to, enters, reach)];
	return ` C ${one.x} ${one.y} ${other.x} ${other.y} ${to.x} ${to.y}`;
}

function towards({ x, y }: Position, side: Side, far: number): Position {
	if (side === 'left') return { x: x - far, y };
	if (side === 'right') return { x: x + far, y };
	return { x, y: side === 'top' ? y - far : y + far };
}

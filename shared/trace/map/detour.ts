import type { Position } from '#shared/artefact/position.ts';
import { NODE_SIZE } from '#shared/trace/map/map-size.ts';

/** A level stretch of a line, past a column of nodes. */
export interface Stretch {
	readonly enter: Position;
	readonly leave: Position;
}

/** How near a line may come to a node that it passes. */
const CLEAR = 10;

/**
 * The stretches by which a line from left to right gets past the nodes in between: through the gap
 * of each column that is nearest to the straight way. `boxes` are sorted from left to right.
 */
export function detour(
	start: Position,
	end: Position,
	boxes: readonly Position[],
	own: readonly (Position | undefined)[],
): Stretch[] {
	const stretches: Stretch[] = [];
	const between = boxes.filter(
		(box) => box.x + NODE_SIZE.width > start.x && box.x < end.x && !own.includes(box),
	);
	let at = start;
	for (const column of columnsIn(between)) {
		const left = Math.max(start.x, Math.min(...column.map(({ x }) => x)));
		const right = Math.min(end.x, Math.max(...column.map(({ x }) => x)) + NODE_SIZE.width);
		const middle = (left + right) / 2;
		const part = end.x === at.x ? 0 : (middle - at.x) / (end.x - at.x);
		const straight = at.y + (end.y - at.y) * Math.min(1, Math.max(0, part));
		const y = nearestGap(column, straight);
		if (y === null) continue;
		const leave = { x: right, y };
		stretches.push({ enter: { x: left, y }, leave });
		at = leave;
	}
	return stretches;
}

/** Nodes that stand above one another, from left to right. */
function columnsIn(boxes: readonly Position[]): Position[][] {
	const columns: Position[][] = [];
	let right = Number.NEGATIVE_INFINITY;
	for (const box of boxes) {
		if (box.x < right) columns.at(-1)?.push(box);
		else columns.push([box]);
		right = Math.max(right, box.x + NODE_SIZE.width);
	}
	return columns;
}

/** The free height nearest to `wanted`; null when the straight way is free. */
function nearestGap(column: readonly Position[], wanted: number): number | null {
	const walls = column
		.map(({ y }) => ({ from: y - CLEAR, to: y + NODE_SIZE.height + CLEAR }))
		.sort((a, b) => a.from - b.from);
	const merged: { from: number; to: number }[] = [];
	for (const wall of walls) {
		const last = merged.at(-1);
		if (last !== undefined && wall.from < last.to) last.to = Math.max(last.to, wall.to);
		else merged.push({ ...wall });
	}
	const hit = merged.find(({ from, to }) => wanted > from && wanted < to);
	if (hit === undefined) return null;
	return Math.round(wanted - hit.from <= hit.to - wanted ? hit.from : hit.to);
}

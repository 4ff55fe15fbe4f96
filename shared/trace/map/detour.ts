import type { Position } from '#shared/artefact/position.ts';
import { NODE_SIZE, STEP } from '#shared/trace/map/map-size.ts';

/** A level stretch of a line, past a column of nodes. */
export interface Stretch {
	readonly enter: Position;
	readonly leave: Position;
}

/** How near a line may come to a node that it passes. */
const CLEAR = 10;
/** Lines through one gap run so far beside each other, as many as it has room for. */
const BESIDE = 4;
/** A gap without an end has room for many, but not for all. */
const MOST = 40;

/**
 * The stretches by which a line from left to right gets past the nodes in between: through the gap
 * of each column that is nearest to the straight way. `boxes` are sorted from left to right; `taken`
 * counts the lines that each gap has.
 */
export function detour(
	start: Position,
	end: Position,
	boxes: readonly Position[],
	own: readonly (Position | undefined)[],
	taken: Map<string, number>,
): Stretch[] {
	const stretches: Stretch[] = [];
	const between: Position[] = [];
	const top = Math.min(start.y, end.y) - STEP.y - NODE_SIZE.height;
	const foot = Math.max(start.y, end.y) + STEP.y;
	for (let n = firstAfter(boxes, start.x - NODE_SIZE.width); n < boxes.length; n++) {
		const box = boxes[n];
		if (box === undefined || box.x >= end.x) break;
		if (box.y > top && box.y < foot && !own.includes(box)) between.push(box);
	}
	let at = start;
	for (const column of columnsIn(between)) {
		const left = Math.max(at.x, column[0]?.x ?? at.x);
		const right = Math.min(end.x, (column.at(-1)?.x ?? end.x) + NODE_SIZE.width);
		const heights = [left, (left + right) / 2, right].map((x) => heightAt(at, end, x));
		const gap = nearestGap(column, heights);
		if (gap === null) continue;
		const key = `${left} ${gap.edge}`;
		const count = taken.get(key) ?? 0;
		taken.set(key, count + 1);
		const lines = 1 + Math.floor(Math.min(Math.abs(gap.room), MOST) / BESIDE);
		const y = gap.edge + (count % lines) * BESIDE * Math.sign(gap.room);
		const leave = { x: right, y };
		stretches.push({ enter: { x: left, y }, leave });
		at = leave;
	}
	return stretches;
}

/** The place of the first box that begins right of `x`. */
function firstAfter(boxes: readonly Position[], x: number): number {
	let [low, high] = [0, boxes.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((boxes[middle]?.x ?? 0) > x) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** Nodes that stand above the first of them, or below, from left to right. */
function columnsIn(boxes: readonly Position[]): Position[][] {
	const columns: Position[][] = [];
	let right = Number.NEGATIVE_INFINITY;
	for (const box of boxes) {
		if (box.x < right) columns.at(-1)?.push(box);
		else {
			columns.push([box]);
			right = box.x + NODE_SIZE.width;
		}
	}
	return columns;
}

/** How far down a line is that swings from one point to the other, level at both ends. */
function heightAt(from: Position, to: Position, x: number): number {
	let [low, high] = [0, 1];
	for (let round = 0; round < 12; round++) {
		const t = (low + high) / 2;
		const reached = from.x + (to.x - from.x) * (1.5 * t - 1.5 * t * t + t * t * t);
		if (reached < x) low = t;
		else high = t;
	}
	return from.y + (to.y - from.y) * (3 * low * low - 2 * low * low * low);
}

interface Gap {
	/** Where it begins, beside the nodes to get past, and how far it goes: below zero upwards. */
	readonly edge: number;
	readonly room: number;
}

/** The gap nearest to the middle one of `wanted`; null when all of them are free. */
function nearestGap(column: readonly Position[], wanted: readonly number[]): Gap | null {
	const walls = column
		.map(({ y }) => ({ from: y - CLEAR, to: y + NODE_SIZE.height + CLEAR }))
		.sort((a, b) => a.from - b.from);
	const merged: { from: number; to: number }[] = [];
	for (const wall of walls) {
		const last = merged.at(-1);
		if (last !== undefined && wall.from < last.to) last.to = Math.max(last.to, wall.to);
		else merged.push({ ...wall });
	}
	const at = merged.findIndex(({ from, to }) => wanted.some((y) => y > from && y < to));
	const hit = merged[at];
	if (hit === undefined) return null;
	const middle = wanted[Math.floor(wanted.length / 2)] ?? hit.from;
	if (middle - hit.from <= hit.to - middle)
		return { edge: hit.from, room: (merged[at - 1]?.to ?? Number.NEGATIVE_INFINITY) - hit.from };
	return { edge: hit.to, room: (merged[at + 1]?.from ?? Number.POSITIVE_INFINITY) - hit.to };
}

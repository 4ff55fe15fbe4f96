import { NODE_SIZE, type Point } from '#client/features/context/layout.ts';

/**
 * An SVG path from one node's right side to another's left. In a column of nodes that it passes it
 * runs level, so that it never crosses one; between columns it swings.
 */
export function edgePath(from: Point, to: Point, via: readonly Point[]): string {
	const half = NODE_SIZE.width / 2;
	const middle = NODE_SIZE.height / 2;
	const start = { x: from.x + NODE_SIZE.width, y: from.y + middle };
	const end = { x: to.x, y: to.y + middle };
	const onward = end.x >= start.x ? 1 : -1;

	let path = `M ${start.x} ${start.y}`;
	let at = start;
	for (const { x, y } of via) {
		const enter = { x: x - half * onward, y };
		path += `${swing(at, enter)} L ${x + half * onward} ${y}`;
		at = { x: x + half * onward, y };
	}
	return path + swing(at, end);
}

function swing(from: Point, to: Point): string {
	const reach = Math.max(28, Math.abs(to.x - from.x) / 2);
	return ` C ${from.x + reach} ${from.y} ${to.x - reach} ${to.y} ${to.x} ${to.y}`;
}

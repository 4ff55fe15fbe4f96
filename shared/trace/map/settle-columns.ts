/**
 * How far down each Context of an ordered column stands: as near as may be to the mean of its
 * neighbours, in order, and with its own room around it.
 */
import type { ContextId } from '#shared/id.ts';

const ROUNDS = 12;

export function settleColumns(
	columns: readonly (readonly ContextId[])[],
	neighboursOf: (id: ContextId) => readonly ContextId[],
	room: number,
): ReadonlyMap<ContextId, number> {
	const middles = new Map<ContextId, number>();
	for (const column of columns) {
		const top = (-column.length * room) / 2;
		for (const [n, id] of column.entries()) middles.set(id, top + (n + 0.5) * room);
	}
	for (let round = 0; round < ROUNDS; round++) {
		const turns = round % 2 === 0 ? columns : columns.toReversed();
		for (const column of turns) {
			const settled = spread(room, column.map(wish));
			for (const [n, id] of column.entries()) middles.set(id, settled[n] ?? 0);
		}
	}
	return middles;

	function wish(id: ContextId): number {
		const near = neighboursOf(id).flatMap((other) => middles.get(other) ?? []);
		if (near.length === 0) return middles.get(id) ?? 0;
		return near.reduce((sum, middle) => sum + middle, 0) / near.length;
	}
}

/**
 * The middles nearest to what is wanted (least squares) of boxes in this order that touch at most:
 * neighbours that would overlap become one block, which stands at the mean of its wishes.
 */
export function spread(room: number, wanted: readonly number[]): number[] {
	const blocks: { sum: number; count: number }[] = [];
	for (const [n, wish] of wanted.entries()) {
		let block = { sum: wish - n * room, count: 1 };
		for (let last = blocks.at(-1); last !== undefined; last = blocks.at(-1)) {
			if (last.sum / last.count <= block.sum / block.count) break;
			blocks.pop();
			block = { sum: last.sum + block.sum, count: last.count + block.count };
		}
		blocks.push(block);
	}
	const shifts = blocks.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
	return shifts.map((shift, n) => shift + n * room);
}

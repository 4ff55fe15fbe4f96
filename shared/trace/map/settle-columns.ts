/**
 * How far down each bead of an ordered column stands: as near as may be to the mean of its
 * neighbours, in order, and with its own room around it.
 */
import type { Bead } from '#shared/trace/map/order-columns.ts';

const ROUNDS = 12;

export function settleColumns(
	columns: readonly (readonly Bead[])[],
	roomOf: (bead: Bead) => number,
): ReadonlyMap<Bead, number> {
	const middles = new Map<Bead, number>();
	for (const column of columns) {
		const heights = column.reduce((sum, bead) => sum + roomOf(bead), 0);
		let at = -heights / 2;
		for (const bead of column) {
			middles.set(bead, at + roomOf(bead) / 2);
			at += roomOf(bead);
		}
	}
	for (let round = 0; round < ROUNDS; round++) {
		const turns = round % 2 === 0 ? columns : columns.toReversed();
		for (const column of turns) {
			const wanted = column.map((bead) => meanOf(bead, middles));
			for (const [n, middle] of spread(column.map(roomOf), wanted).entries()) {
				const bead = column[n];
				if (bead !== undefined) middles.set(bead, middle);
			}
		}
	}
	return middles;
}

function meanOf(bead: Bead, middles: ReadonlyMap<Bead, number>): number {
	if (bead.near.length === 0) return middles.get(bead) ?? 0;
	const sum = bead.near.reduce((total, other) => total + (middles.get(other) ?? 0), 0);
	return sum / bead.near.length;
}

/**
 * The middles nearest to what is wanted (least squares) of boxes in this order that touch at most:
 * neighbours that would overlap become one block, which stands at the mean of its wishes.
 */
export function spread(rooms: readonly number[], wanted: readonly number[]): number[] {
	const offsets: number[] = [];
	let top = 0;
	for (const room of rooms) {
		offsets.push(top + room / 2);
		top += room;
	}
	const blocks: { sum: number; count: number }[] = [];
	for (const [n, wish] of wanted.entries()) {
		let block = { sum: wish - (offsets[n] ?? 0), count: 1 };
		for (let last = blocks.at(-1); last !== undefined; last = blocks.at(-1)) {
			if (last.sum / last.count <= block.sum / block.count) break;
			blocks.pop();
			block = { sum: last.sum + block.sum, count: last.count + block.count };
		}
		blocks.push(block);
	}
	const shifts = blocks.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
	return offsets.map((offset, n) => offset + (shifts[n] ?? 0));
}

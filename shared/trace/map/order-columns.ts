/**
 * The order in each column that lets few dependencies cross: every column in turn is sorted by the
 * mean place of its neighbours in the one beside it, there and back again (the barycentre method).
 * Of all tries the one with the fewest crossings is kept.
 */
export interface Bead {
	readonly key: string;
	readonly column: number;
	/** Its neighbours in the columns beside it. */
	readonly near: readonly Bead[];
}

const SWEEPS = 8;

/** `columns` are filled in a lasting order, which decides where everything else is equal. */
export function orderColumns(columns: readonly (readonly Bead[])[]): readonly (readonly Bead[])[] {
	let order = columns;
	let best = columns;
	let fewest = crossingsIn(columns);
	for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
		order = swept(order, sweep % 2 === 0 ? 1 : -1);
		const crossings = crossingsIn(order);
		if (crossings < fewest) [best, fewest] = [order, crossings];
	}
	return best;
}

function swept(columns: readonly (readonly Bead[])[], step: 1 | -1): Bead[][] {
	const result = columns.map((column) => [...column]);
	const place = placesIn(columns);
	const turns = step === 1 ? result.keys() : [...result.keys()].reverse();
	for (const n of turns) {
		const column = result[n] ?? [];
		const wanted = new Map<Bead, number>();
		for (const [at, bead] of column.entries()) {
			const near = bead.near.filter((other) => other.column === n - step);
			const sum = near.reduce((total, other) => total + (place.get(other) ?? 0), 0);
			wanted.set(bead, near.length === 0 ? at : sum / near.length);
		}
		column.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
		for (const [at, bead] of column.entries()) place.set(bead, at);
	}
	return result;
}

function placesIn(columns: readonly (readonly Bead[])[]): Map<Bead, number> {
	return new Map(columns.flatMap((column) => column.map((bead, at) => [bead, at] as const)));
}

/** Pairs of ways that cross between neighbouring columns, counted with a tree of sums. */
function crossingsIn(columns: readonly (readonly Bead[])[]): number {
	const place = placesIn(columns);
	let crossings = 0;
	for (const [n, column] of columns.entries()) {
		const size = (columns[n + 1]?.length ?? 0) + 1;
		const sums: number[] = new Array(size + 1).fill(0);
		let seen = 0;
		for (const bead of column) {
			const ends = bead.near
				.filter((other) => other.column === n + 1)
				.map((other) => (place.get(other) ?? 0) + 1);
			for (const end of ends) {
				let before = 0;
				for (let at = end; at > 0; at -= at & -at) before += sums[at] ?? 0;
				crossings += seen - before;
			}
			for (const end of ends) {
				for (let at = end; at <= size; at += at & -at) sums[at] = (sums[at] ?? 0) + 1;
				seen++;
			}
		}
	}
	return crossings;
}

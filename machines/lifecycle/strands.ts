import { isBefore, type PlacedEvent, placeInOrder } from '#shared/lifecycle/order.ts';

/**
 * Events of one kind in strands, in each of which every event descends from the one before: what
 * somebody knew of a strand is its beginning. Two who write side by side for long are two strands,
 * however much they write.
 */
export interface Strands {
	/** Takes in an event, after all that it descends from. */
	add(placed: PlacedEvent): void;
	/** Some of those that the event descends from, among them all that no other of those does. */
	lastBefore(placed: PlacedEvent): readonly PlacedEvent[];
}

type Strand = PlacedEvent[];

export function createStrands(): Strands {
	/** In the order of their first events. */
	let strands: readonly Strand[] = [];
	/** The end of a strand that descends from all others, so that nobody asks about those. */
	let joint: { readonly last: PlacedEvent; readonly strand: Strand } | null = null;

	function add(placed: PlacedEvent): void {
		const below = joint !== null && isBefore(joint.last, placed);
		const reached = joint !== null && below ? [joint.strand] : reachedBy(placed);
		const ended = reached.filter((strand) => follows(strand, placed));
		const knewAll = below || ended.length === strands.length;
		const strand = ended[0] ?? begin(placed);
		strand.push(placed);
		joint = knewAll ? { last: placed, strand } : null;
	}

	function begin(first: PlacedEvent): Strand {
		const strand: Strand = [];
		const place = placeInOrder(strands, first, ([other = first]) => other);
		strands = strands.toSpliced(place, 0, strand);
		return strand;
	}

	function lastBefore(placed: PlacedEvent): readonly PlacedEvent[] {
		if (joint !== null && isBefore(joint.last, placed)) return [joint.last];
		return reachedBy(placed).flatMap((strand) => strand[countBefore(strand, placed) - 1] ?? []);
	}

	/** The strands of which it knew the first event. */
	function reachedBy(placed: PlacedEvent): readonly Strand[] {
		// Of thousands of strands that begin as deep as the event none is asked about.
		const beside = { depth: placed.depth, id: '' };
		const end = placeInOrder(strands, beside, ([first]) => first ?? beside);
		return strands
			.slice(0, end)
			.filter(([first]) => first !== undefined && isBefore(first, placed));
	}

	return { add, lastBefore };
}

/** How many of the strand the event descends from. */
function countBefore(strand: Strand, placed: PlacedEvent): number {
	if (follows(strand, placed)) return strand.length;
	let [low, high] = [0, strand.length - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		const one = strand[middle];
		if (one !== undefined && isBefore(one, placed)) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Whether the event descends from all of the strand. */
function follows(strand: Strand, placed: PlacedEvent): boolean {
	const last = strand[strand.length - 1];
	return last !== undefined && isBefore(last, placed);
}

/**
 * How far up each chain an event sees: by chain, the place of the last ancestor there, or -1. Kept
 * in blocks that events share while nothing in them differs: where thousands write beside each
 * other there are as many chains, and a list of all of them for each event would fill the memory.
 */
export type Past = readonly Block[];

type Block = readonly number[];

const BITS = 6;
const SIZE = 2 ** BITS;
const BLANK: Block = Array.from({ length: SIZE }, () => -1);

export const NOTHING: Past = [];

export function placeIn(past: Past, chain: number): number {
	return past[chain >> BITS]?.[chain & (SIZE - 1)] ?? -1;
}

/** The past that sees a chain up to this place as well. */
export function withPlace(past: Past, chain: number, place: number): Past {
	if (placeIn(past, chain) >= place) return past;
	const at = chain >> BITS;
	const blocks = [...past];
	while (blocks.length <= at) blocks.push(BLANK);
	blocks[at] = (blocks[at] ?? BLANK).with(chain & (SIZE - 1), place);
	return blocks;
}

/** What both see together. */
export function joined(one: Past, other: Past): Past {
	if (one === other) return one;
	const [longer, shorter] = one.length < other.length ? [other, one] : [one, other];
	return longer.map((block, n) => {
		const beside = shorter[n];
		return beside === undefined || beside === block ? block : further(block, beside);
	});
}

/** The very block where it sees all that the other does, so that it stays shared. */
function further(one: Block, other: Block): Block {
	const most = one.map((place, n) => Math.max(place, other[n] ?? -1));
	if (most.every((place, n) => place === one[n])) return one;
	return most.every((place, n) => place === other[n]) ? other : most;
}

/** The past that sees each chain up to the place given for it. */
export function pastOf(places: readonly number[]): Past {
	return Array.from({ length: Math.ceil(places.length / SIZE) }, (_, n) =>
		BLANK.map((blank, at) => places[n * SIZE + at] ?? blank),
	);
}

/** The first chain of which the place that is seen fits, or -1. */
export function findChain(past: Past, fits: (place: number, chain: number) => boolean): number {
	for (const [n, block] of past.entries()) {
		const at = block.findIndex((place, of) => place >= 0 && fits(place, n * SIZE + of));
		if (at >= 0) return n * SIZE + at;
	}
	return -1;
}

import type { Random } from '#shared/id.ts';

/** Bytes that differ from call to call and are the same in every run of one seed. */
export function createRandom(seed = 1): Random {
	let next = seed;
	return (count) =>
		Uint8Array.from({ length: count }, () => {
			next = (Math.imul(next, 1_103_515_245) + 12_345) >>> 0;
			return next >>> 16;
		});
}

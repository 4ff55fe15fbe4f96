import type { Random } from '#shared/id.ts';

/** Bytes that differ from call to call and are the same in every run. */
export function createRandom(): Random {
	let next = 1;
	return (count) =>
		Uint8Array.from({ length: count }, () => {
			next = (Math.imul(next, 1_103_515_245) + 12_345) >>> 0;
			return next >>> 16;
		});
}

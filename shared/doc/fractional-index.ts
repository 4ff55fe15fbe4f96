/**
 * Order keys: strings between any two of which another one fits, so that moving one block writes
 * one value. They compare by code unit; equal keys (two people insert at one place at once) are
 * told apart by the block's id.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
const MIDDLE = 'V';

/**
 * A key after `before` and ahead of `after`; null is the start or the end. Peers may have left
 * keys between which nothing fits: the answer then only comes after `before`.
 */
export function keyBetween(before: string | null, after: string | null): string {
	const low = before ?? '';
	if (after !== null && after <= low) return low + MIDDLE;
	const key = midpoint(low, after);
	return key > low && (after === null || key < after) ? key : low + MIDDLE;
}

/** `count` ascending keys that fit between two; they stay short however many there are. */
export function keysBetween(before: string | null, after: string | null, count: number): string[] {
	if (count === 0) return [];
	const middle = keyBetween(before, after);
	const left = Math.floor((count - 1) / 2);
	return [
		...keysBetween(before, middle, left),
		middle,
		...keysBetween(middle, after, count - 1 - left),
	];
}

/** `count` ascending keys, spread evenly over the empty range. */
export function evenKeys(count: number): string[] {
	const width = Math.max(1, Math.ceil(Math.log(count + 1) / Math.log(BASE)));
	return Array.from({ length: count }, (_, n) => encode(n, width) + MIDDLE);
}

/** Sorts by order key, then by id. */
export function byOrder(
	a: { readonly order: string; readonly id: string },
	b: { readonly order: string; readonly id: string },
): number {
	return compare(a.order, b.order) || compare(a.id, b.id);
}

/** Reads both keys as fractions in base 62 and cuts the gap in half. */
function midpoint(low: string, high: string | null): string {
	let key = '';
	for (let place = 0; place < low.length + (high?.length ?? 0) + 2; place++) {
		const from = digitAt(low, place, 0);
		const open = high === null || key !== high.slice(0, place);
		const to = open ? BASE : digitAt(high, place, 0);
		if (to - from > 1) return key + DIGITS.charAt((from + to) >> 1);
		key += DIGITS.charAt(from);
	}
	return key + MIDDLE;
}

function digitAt(key: string, place: number, otherwise: number): number {
	if (place >= key.length) return otherwise;
	return Math.max(0, DIGITS.indexOf(key.charAt(place)));
}

function encode(value: number, width: number): string {
	let key = '';
	for (let rest = value, n = 0; n < width; n++) {
		key = DIGITS.charAt(rest % BASE) + key;
		rest = Math.floor(rest / BASE);
	}
	return key;
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

import { keyBetween } from '#shared/doc/fractional-index.ts';

interface Placed {
	readonly id: string;
	readonly order: string;
}

/**
 * The order key of a place: right after the entry `after`, or first when `after` is null. An entry
 * that is not there means last. `self` is left out of account, for moves.
 */
export function keyAfter(entries: readonly Placed[], after: string | null, self?: string): string {
	const others = entries.filter((entry) => entry.id !== self);
	const found = after === null ? -1 : others.findIndex((entry) => entry.id === after);
	const at = after !== null && found < 0 ? others.length - 1 : found;
	return keyBetween(others[at]?.order ?? null, others[at + 1]?.order ?? null);
}

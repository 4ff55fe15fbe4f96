import { keyBetween } from '#shared/doc/fractional-index.ts';

interface Placed {
	readonly id: string;
	readonly order: string;
}

/**
 * The place of an artefact among blocks: right after `after`; for null ahead of every other
 * artefact, yet below the text that opens the file; for undefined last.
 */
export function keyAmongBlocks(
	blocks: readonly Placed[],
	after: string | null | undefined,
	self?: string,
): string {
	if (after !== null) return keyAfter(blocks, after ?? '', self);
	const others = blocks.filter(({ id }) => id !== self);
	const first = others.findIndex(({ id }) => !id.startsWith('tx_'));
	const above = first < 0 ? others.length - 1 : first - 1;
	return keyBetween(others[above]?.order ?? null, others[above + 1]?.order ?? null);
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

/** Orders that two sides changed, brought together; and the fewest new keys that make it so. */
import { keysBetween } from '#shared/doc/fractional-index.ts';

/**
 * The order of what is here, after the change from `base` to `next`: what moved there moves here,
 * and what came there comes after the one it follows.
 */
export function mergeOrder(
	here: readonly string[],
	base: readonly string[],
	next: readonly string[],
): string[] {
	const present = new Set(here);
	const known = new Set(base);
	const kept = new Set(next);
	const before = base.filter((id) => kept.has(id) && present.has(id));
	const after = next.filter((id) => known.has(id) && present.has(id));
	const moved = before.some((id, n) => id !== after[n]);
	const shared = new Set(after);
	const queue = [...after];
	const order = moved ? here.map((id) => (shared.has(id) ? (queue.shift() ?? id) : id)) : [...here];
	const placed = new Set(order);
	let above: string | null = null;
	for (const id of next) {
		if (!placed.has(id) && !known.has(id)) {
			order.splice(above === null ? 0 : order.indexOf(above) + 1, 0, id);
			placed.add(id);
		}
		if (placed.has(id)) above = id;
	}
	return order;
}

/** New keys for as few entries as possible, so that they sort like `order`. */
export function rekey(
	order: readonly string[],
	keys: ReadonlyMap<string, string>,
): Map<string, string> {
	const stay = longestAscending(
		order.flatMap((id) => (keys.has(id) ? id : [])),
		keys,
	);
	const changed = new Map<string, string>();
	let low: string | null = null;
	let run: string[] = [];
	const settle = (high: string | null) => {
		const fresh = keysBetween(low, high, run.length);
		for (const [n, id] of run.entries()) changed.set(id, fresh[n] ?? '');
		run = [];
		low = high;
	};
	for (const id of order) {
		if (stay.has(id)) settle(keys.get(id) ?? null);
		else run.push(id);
	}
	settle(null);
	return changed;
}

/** A longest run, not necessarily adjacent, of strictly ascending keys. */
function longestAscending(ids: readonly string[], keys: ReadonlyMap<string, string>): Set<string> {
	const tails: string[] = [];
	const previous = new Map<string, string | undefined>();
	for (const id of ids) {
		const key = keys.get(id) ?? '';
		let [low, high] = [0, tails.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((keys.get(tails[middle] ?? '') ?? '') < key) low = middle + 1;
			else high = middle;
		}
		previous.set(id, tails[low - 1]);
		tails[low] = id;
	}
	const run = new Set<string>();
	for (let id = tails.at(-1); id !== undefined; id = previous.get(id)) run.add(id);
	return run;
}

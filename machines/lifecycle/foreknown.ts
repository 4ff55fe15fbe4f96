/** What the author of a fact knew of those recorded before it, and how it is told to them. */
import type { Recorded } from '#machines/lifecycle/context.ts';
import type { Fact } from '#machines/lifecycle/fact.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { placeInOrder } from '#shared/lifecycle/order.ts';

/** The places of those the author knew of, in a list that is in the log's order. */
export function knownIn(list: readonly Recorded[], fact: Fact): readonly number[] {
	// What stands as deep as the fact is no ancestor: of thousands beside it none is asked about.
	const end = placeInOrder(list, { depth: fact.depth, id: '' }, (one) => one);
	return list.slice(0, end).flatMap(({ id }, at) => (fact.sees(id) ? [at] : []));
}

/** The places of these in such a list. */
export function placesOf(list: readonly Recorded[], ones: readonly Recorded[]): readonly number[] {
	return ones.map((one) => placeInOrder(list, one, (other) => other) - 1);
}

/** The list with those at these places changed. */
export function changedAt<T>(
	list: readonly T[],
	places: readonly number[],
	change: (one: T) => T,
): readonly T[] {
	if (places.length === 0) return list;
	const next = [...list];
	for (const at of places) {
		const one = next[at];
		if (one !== undefined) next[at] = change(one);
	}
	return next;
}

/** Of what nothing later speaks yet. */
export const NONE_LATER: readonly EventId[] = [];

/**
 * Puts the fact into lists of the next later ones, save where one in there is between. Those with
 * one list get one again: thousands below thousands would each have their own.
 */
export function puttingInto(fact: Fact): (later: readonly EventId[]) => readonly EventId[] {
	const lists = new Map<readonly EventId[], readonly EventId[]>();
	return (later) => {
		const known = lists.get(later) ?? (later.some(fact.sees) ? later : [...later, fact.id]);
		lists.set(later, known);
		return known;
	};
}

/** Three-way merges of lists and plain values, beside the one of prose in `shared/doc`. */

/**
 * The ids that survive, in an order that keeps what either side moved: mine where I moved
 * something, theirs otherwise, with the other side's additions after what they stood behind.
 */
export function mergeOrder<Id extends string>(
	base: readonly Id[],
	mine: readonly Id[],
	theirs: readonly Id[],
): Id[] {
	const isKept = (id: Id) => !base.includes(id) || (mine.includes(id) && theirs.includes(id));
	const iMoved = !sameOrder(base, mine);
	const [spine, other] = iMoved ? [mine, theirs] : [theirs, mine];
	const merged = spine.filter(isKept);
	for (const [at, id] of other.entries()) {
		if (!isKept(id) || merged.includes(id)) continue;
		const before = other.slice(0, at).findLast((previous) => merged.includes(previous));
		merged.splice(before === undefined ? 0 : merged.indexOf(before) + 1, 0, id);
	}
	return merged;
}

/** What I added and removed, done to theirs. */
export function mergeSet<Id extends string>(
	base: readonly Id[],
	mine: readonly Id[],
	theirs: readonly Id[],
): Id[] {
	const kept = theirs.filter((id) => mine.includes(id) || !base.includes(id));
	const added = mine.filter((id) => !base.includes(id) && !theirs.includes(id));
	return [...kept, ...added].sort();
}

export interface Merged<T> {
	readonly value: T;
	/** Both changed it, differently. */
	readonly conflict: boolean;
}

export function mergeValue<T extends string>(base: T, mine: T, theirs: T): Merged<T> {
	if (mine === base || mine === theirs) return { value: theirs, conflict: false };
	return { value: mine, conflict: theirs !== base };
}

function sameOrder<Id extends string>(base: readonly Id[], mine: readonly Id[]): boolean {
	const before = base.filter((id) => mine.includes(id));
	const after = mine.filter((id) => base.includes(id));
	return before.every((id, at) => after[at] === id);
}

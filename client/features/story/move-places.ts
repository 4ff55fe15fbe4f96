/** Where a move of several things in an ordered list ends up. */

/**
 * What the moved ones stand behind when they are dropped above or below `over`; null is the front.
 * `shown` is what the list shows, `all` the whole order that it is taken from.
 */
export function dropPlace<T>(
	all: readonly T[],
	moved: ReadonlySet<T>,
	over: { readonly id: T; readonly below: boolean },
): T | null {
	const others = all.filter((id) => !moved.has(id) || id === over.id);
	const at = others.indexOf(over.id);
	const below = over.below && !moved.has(over.id);
	const before = others.slice(0, below ? at + 1 : at);
	return before.findLast((id) => !moved.has(id)) ?? null;
}

/**
 * What the moved ones stand behind after a step up (-1) or down (1) past their neighbour in what is
 * shown. Undefined when there is none left to pass.
 */
export function stepPlace<T>(
	all: readonly T[],
	shown: readonly T[],
	moved: ReadonlySet<T>,
	by: -1 | 1,
): T | null | undefined {
	const places = shown.flatMap((id, n) => (moved.has(id) ? n : []));
	const [first, last] = [places[0], places.at(-1)];
	if (first === undefined || last === undefined) return undefined;
	const passed =
		by < 0
			? shown.slice(0, first).findLast((id) => !moved.has(id))
			: shown.slice(last + 1).find((id) => !moved.has(id));
	if (passed !== undefined) return dropPlace(all, moved, { id: passed, below: by > 0 });
	// Those that are scattered gather at the end they are pushed to.
	if (last - first + 1 === places.length) return undefined;
	const end = by < 0 ? shown[first] : shown.findLast((id) => !moved.has(id));
	return end === undefined ? undefined : dropPlace(all, moved, { id: end, below: by > 0 });
}

/**
 * Which id each hand-written thing has: the one written beside it; else the one of what is there
 * already under the same words; else one derived from its words and its ordinal among equals.
 */

export interface Unnamed {
	/** The id written beside it, or null. */
	readonly id: string | null;
	/** Its title or text, by which it is known. */
	readonly key: string;
}

export interface Known {
	readonly id: string;
	readonly key: string;
}

export interface Named<Id extends string> {
	readonly id: Id;
	/** Another thing in the file carries the same written id; this one lost it. */
	readonly duplicate: boolean;
}

export function nameAll<Id extends string>(
	things: readonly Unnamed[],
	known: readonly Known[],
	parse: (id: string) => Id | null,
	derive: (key: string, ordinal: number) => Id,
): Named<Id>[] {
	const used = new Set<string>();
	const written = things.map(({ id }) => {
		const own = id === null ? null : parse(id);
		if (own === null || used.has(own)) return null;
		used.add(own);
		return own;
	});
	const free = new Map<string, Known[]>();
	for (const one of known) {
		if (!used.has(one.id)) listAt(free, one.key).push(one);
	}
	const matched = things.map(({ key }, n) => {
		const there = written[n] === null ? free.get(key)?.shift() : undefined;
		const found = there === undefined ? null : parse(there.id);
		if (found !== null) used.add(found);
		return found;
	});
	const inPlace = pairsInPlace(known, used, [...written], matched);
	const ordinals = new Map<string, number>();
	/** Below it, every ordinal of the words is taken. */
	const usedUp = new Map<string, number>();
	return things.map(({ id, key }, n) => {
		let ordinal = ordinals.get(key) ?? 0;
		ordinals.set(key, ordinal + 1);
		const near = inPlace.get(n);
		const own = written[n] ?? matched[n] ?? (near === undefined ? null : parse(near));
		if (own === null) ordinal = Math.max(ordinal, usedUp.get(key) ?? 0);
		let name = own ?? derive(key, ordinal);
		while (own === null && used.has(name)) name = derive(key, ++ordinal);
		if (own === null) usedUp.set(key, ordinal);
		used.add(name);
		return { id: name, duplicate: id !== null && written[n] === null };
	});
}

/**
 * Between two things that were recognised, as many strangers as known ones are missing there are
 * those, edited in place.
 */
function pairsInPlace(
	known: readonly Known[],
	used: ReadonlySet<string>,
	written: readonly (string | null)[],
	matched: readonly (string | null)[],
): Map<number, string> {
	const pairs = new Map<number, string>();
	const missingAfter = new Map<string, string[]>();
	let anchor = '';
	for (const { id } of known) {
		if (used.has(id)) anchor = id;
		else listAt(missingAfter, anchor).push(id);
	}
	anchor = '';
	let strangers: number[] = [];
	const settle = () => {
		const missing = missingAfter.get(anchor) ?? [];
		if (missing.length === strangers.length) {
			for (const [n, at] of strangers.entries()) pairs.set(at, missing[n] ?? '');
		}
		strangers = [];
	};
	for (const [at, own] of written.entries()) {
		const name = own ?? matched[at] ?? null;
		if (name === null) strangers.push(at);
		else {
			settle();
			anchor = name;
		}
	}
	settle();
	return pairs;
}

function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
	const list = lists.get(key) ?? [];
	lists.set(key, list);
	return list;
}

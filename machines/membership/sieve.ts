/** Lists without those in them that don't count, once that is known of all. */
export interface Sieve<V> {
	/** Until it is known, all of them: whoever asks has to ask of each. */
	of(list: readonly V[] | undefined): readonly V[];
	open(): void;
	/** Everything may count otherwise from here on. */
	close(): void;
}

/** Most of what anybody may write and nothing of it counts, would be looked through again and again. */
export function createSieve<V>(counts: (one: V) => boolean): Sieve<V> {
	let sifted: Map<readonly V[], readonly V[]> | null = null;

	function of(list: readonly V[] = []): readonly V[] {
		if (sifted === null || list.length === 0) return list;
		const known = sifted.get(list);
		if (known !== undefined) return known;
		const counted = list.filter(counts);
		sifted.set(list, counted);
		return counted;
	}

	return {
		of,
		open: () => {
			sifted = new Map();
		},
		close: () => {
			sifted = null;
		},
	};
}

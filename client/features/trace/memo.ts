/** Remembers what was made under each key and from what: from the same it is the same object. */
export interface Memo<T> {
	/** `of` is what it is made from, compared by identity; what comes out alike is the same object, too. */
	keep(key: string, of: readonly unknown[], make: (before: T | null) => T): T;
	/** Forgets what nobody kept since the last sweep. */
	sweep(): void;
}

export function createMemo<T>(): Memo<T> {
	const all = new Map<string, { of: readonly unknown[]; made: T; round: number }>();
	let round = 0;

	return {
		keep(key, of, make) {
			const known = all.get(key);
			if (known === undefined) {
				const made = make(null);
				all.set(key, { of, made, round });
				return made;
			}
			known.round = round;
			if (isSameList(known.of, of)) return known.made;
			known.of = of;
			known.made = kept(known.made, make(known.made));
			return known.made;
		},
		sweep() {
			for (const [key, one] of all) if (one.round !== round) all.delete(key);
			round += 1;
		},
	};
}

/** What there was where it reads the same, else what is new. */
export function kept<T>(before: T | undefined, next: T): T {
	return before !== undefined && isAlike(before, next) ? before : next;
}

/** Whether both lists hold the same objects. */
export function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
	return one.length === other.length && one.every((value, n) => value === other[n]);
}

/** Whether two plain values read the same; what is the same object is not looked into. */
function isAlike(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (Array.isArray(one) && Array.isArray(other))
		return one.length === other.length && one.every((value, n) => isAlike(value, other[n]));
	if (!isPlain(one) || !isPlain(other)) return false;
	const keys = Object.keys(one);
	return (
		keys.length === Object.keys(other).length && keys.every((key) => isAlike(one[key], other[key]))
	);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

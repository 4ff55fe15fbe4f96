/** Remembers what was made last under each key, so that what is made alike is the same object. */
export interface Keeper<T> {
	/** What is there already where it reads the same. */
	keep(key: string, next: T): T;
	/** Forgets what nobody kept since the last sweep. */
	sweep(): void;
}

export function createKeeper<T>(): Keeper<T> {
	let before = new Map<string, T>();
	let now = new Map<string, T>();

	return {
		keep(key, next) {
			const known = now.get(key) ?? before.get(key);
			const kept = known !== undefined && isAlike(known, next) ? known : next;
			now.set(key, kept);
			return kept;
		},
		sweep() {
			before = now;
			now = new Map();
		},
	};
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

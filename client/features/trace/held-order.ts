interface Keyed {
	readonly key: string;
}

export interface Held<T> {
	readonly rows: readonly T[];
	/** Whether they would stand otherwise, were they put in order anew. */
	readonly stale: boolean;
}

/**
 * Keeps rows where they are while somebody reads them. A row that has no gap any more stays, marked
 * as it is now; what comes along stands below the rest, until the order is asked for again.
 */
export function createHeldOrder<T extends Keyed>() {
	let held: readonly string[] = [];
	let heldFor: unknown = null;

	/** `all` are the rows by key that may be shown; `fresh` those that would be, in order. */
	return (all: ReadonlyMap<string, T>, fresh: readonly T[], holdFor: unknown): Held<T> => {
		if (holdFor === null || holdFor !== heldFor) {
			heldFor = holdFor;
			held = fresh.map(({ key }) => key);
			return { rows: fresh, stale: false };
		}
		const known = new Set(held);
		const rows = held.flatMap((key) => all.get(key) ?? []);
		rows.push(...fresh.filter(({ key }) => !known.has(key)));
		held = rows.map(({ key }) => key);
		const stale = rows.length !== fresh.length || rows.some((row, n) => row !== fresh[n]);
		return { rows, stale };
	};
}

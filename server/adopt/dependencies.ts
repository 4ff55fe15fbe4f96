/** What groups of files depend on, without cycles: a map has none, whatever the code does. */

export interface GroupUse {
	readonly from: number;
	readonly to: number;
	/** How many imports say so. */
	readonly imports: number;
}

export interface Dependencies {
	/** To be declared. */
	readonly declared: readonly GroupUse[];
	/** They would close a cycle, and are few beside what runs the other way: drift. */
	readonly against: readonly GroupUse[];
}

/** The most imports first: what would then close a cycle is left out. */
export function dependenciesOf(uses: readonly GroupUse[]): Dependencies {
	const sorted = uses.toSorted((a, b) => b.imports - a.imports || a.from - b.from || a.to - b.to);
	const declared: GroupUse[] = [];
	const against: GroupUse[] = [];
	const below = new Map<number, Set<number>>();
	for (const use of sorted) {
		if (reaches(below, use.to, use.from)) against.push(use);
		else {
			declared.push(use);
			below.set(use.from, (below.get(use.from) ?? new Set()).add(use.to));
		}
	}
	return { declared, against };
}

function reaches(
	below: ReadonlyMap<number, ReadonlySet<number>>,
	from: number,
	to: number,
): boolean {
	const seen = new Set([from]);
	for (const at of seen) {
		if (at === to) return true;
		for (const next of below.get(at) ?? []) seen.add(next);
	}
	return false;
}

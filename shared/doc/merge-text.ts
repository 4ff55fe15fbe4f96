/**
 * Three-way merge of prose, in the spirit of the CRDT: what either side wrote survives, what
 * either side took away is gone.
 *
 * `conflict` says that both changed the same place differently; the merged text then holds both
 * pieces, mine first, for a person to look at.
 */
import { applyChanges, type Change, changesBetween } from '#shared/doc/text-diff.ts';

export interface MergedText {
	readonly text: string;
	readonly conflict: boolean;
}

export function mergeText3(base: string, mine: string, theirs: string): MergedText {
	if (mine === theirs || theirs === base) return { text: mine, conflict: false };
	if (mine === base) return { text: theirs, conflict: false };
	return mergeChanges(base, changesBetween(base, mine), changesBetween(base, theirs));
}

function mergeChanges(
	base: string,
	mine: readonly Change[],
	theirs: readonly Change[],
): MergedText {
	const merged: Change[] = [];
	let conflict = false;
	let [m, t] = [0, 0];
	while (m < mine.length || t < theirs.length) {
		const group = overlapping(mine, m, theirs, t);
		merged.push(combined(group));
		conflict ||= group.mine.length > 0 && group.theirs.length > 0 && !alike(group);
		m += group.mine.length;
		t += group.theirs.length;
	}
	return { text: applyChanges(base, merged), conflict };
}

interface Group {
	readonly mine: readonly Change[];
	readonly theirs: readonly Change[];
}

/** The next changes of both sides that touch one stretch of the base. */
function overlapping(
	mine: readonly Change[],
	m: number,
	theirs: readonly Change[],
	t: number,
): Group {
	const first = [mine[m], theirs[t]].flatMap((change) => change ?? []);
	const start = Math.min(...first.map((change) => change.from));
	let end = start;
	let [takenMine, takenTheirs] = [m, t];
	for (let grew = true; grew; ) {
		grew = false;
		for (let next = mine[takenMine]; next && next.from <= end; next = mine[takenMine]) {
			end = Math.max(end, next.to);
			takenMine++;
			grew = true;
		}
		for (let next = theirs[takenTheirs]; next && next.from <= end; next = theirs[takenTheirs]) {
			end = Math.max(end, next.to);
			takenTheirs++;
			grew = true;
		}
	}
	return { mine: mine.slice(m, takenMine), theirs: theirs.slice(t, takenTheirs) };
}

/** One change for the group: its deletions united, its insertions one after the other. */
function combined(group: Group): Change {
	const all = [...group.mine, ...group.theirs];
	const from = Math.min(...all.map((change) => change.from));
	const to = Math.max(...all.map((change) => change.to));
	if (alike(group)) return { from, to, insert: insertedBy(group.mine) };
	return { from, to, insert: insertedBy(group.mine) + insertedBy(group.theirs) };
}

function insertedBy(changes: readonly Change[]): string {
	return changes.map((change) => change.insert).join('');
}

function alike({ mine, theirs }: Group): boolean {
	return JSON.stringify(mine) === JSON.stringify(theirs);
}

/**
 * Three-way merge of prose: what either side wrote survives, what one side took away and the other
 * left alone is gone.
 *
 * Where both changed the same words differently, the merged text holds both pieces, mine first and
 * as whole words, for a person to look at: half a word of each would read as neither.
 */
import { append } from '#shared/append.ts';
import { applyChanges, type Change, changesBetween, lineChanges } from '#shared/doc/text-diff.ts';

export interface MergedText {
	readonly text: string;
	readonly conflict: boolean;
	readonly conflicts: readonly TextConflict[];
}

/** What each side made of the same words, and what the merged text now says there. */
export interface TextConflict {
	readonly mine: string;
	readonly theirs: string;
	readonly both: string;
}

export function mergeText3(base: string, mine: string, theirs: string): MergedText {
	if (mine === theirs || theirs === base) return clean(mine);
	if (mine === base) return clean(theirs);
	const [own, other] = [changesBetween(base, mine), changesBetween(base, theirs)];
	return mergeChanges(base, reachesOf(base, own), reachesOf(base, other));
}

function clean(text: string): MergedText {
	return { text, conflict: false, conflicts: [] };
}

/** A change, and the whole words of the base that it touches. */
interface Reach extends Change {
	readonly low: number;
	readonly high: number;
}

function mergeChanges(base: string, mine: readonly Reach[], theirs: readonly Reach[]): MergedText {
	const merged: Change[] = [];
	const conflicts: TextConflict[] = [];
	let [m, t] = [0, 0];
	while (m < mine.length || t < theirs.length) {
		const group = nextGroup(mine, m, theirs, t);
		m += group.mine.length;
		t += group.theirs.length;
		if (group.mine.length === 0 || group.theirs.length === 0) {
			append(merged, group.mine);
			append(merged, group.theirs);
			continue;
		}
		const own = wordsAfter(base, group, group.mine);
		const other = wordsAfter(base, group, group.theirs);
		const isLines = areWholeLines(base, group);
		const both = isLines ? linesOfBoth(own, other) : joined(base, group, own, other);
		merged.push({ from: group.low, to: group.high, insert: both });
		if (own !== other && !isLines) conflicts.push({ mine: own, theirs: other, both });
	}
	return { text: applyChanges(base, merged), conflict: conflicts.length > 0, conflicts };
}

interface Group {
	readonly low: number;
	readonly high: number;
	readonly mine: readonly Reach[];
	readonly theirs: readonly Reach[];
}

/** The next change, with all that touches the same words, from either side. */
function nextGroup(mine: readonly Reach[], m: number, theirs: readonly Reach[], t: number): Group {
	const [own, other] = [mine[m], theirs[t]];
	const first = other === undefined || (own !== undefined && isBefore(own, other)) ? own : other;
	let [low, high] = [first?.low ?? 0, first?.high ?? 0];
	let [takenMine, takenTheirs] = first === own ? [m + 1, t] : [m, t + 1];
	for (let grew = true; grew; ) {
		grew = false;
		for (let next = mine[takenMine]; next && meets(low, high, next); next = mine[takenMine]) {
			[low, high] = [Math.min(low, next.low), Math.max(high, next.high)];
			takenMine++;
			grew = true;
		}
		for (
			let next = theirs[takenTheirs];
			next && meets(low, high, next);
			next = theirs[takenTheirs]
		) {
			[low, high] = [Math.min(low, next.low), Math.max(high, next.high)];
			takenTheirs++;
			grew = true;
		}
	}
	return { low, high, mine: mine.slice(m, takenMine), theirs: theirs.slice(t, takenTheirs) };
}

function isBefore(one: Reach, other: Reach): boolean {
	return one.low < other.low || (one.low === other.low && one.high <= other.high);
}

function meets(low: number, high: number, next: Reach): boolean {
	if (next.low === next.high && low === high) return low === next.low;
	return next.low < high && low < next.high;
}

/** Words end at a blank; where there is none for long, as in some scripts, they end all the same. */
const LONGEST_WORD = 40;

function reachesOf(base: string, changes: readonly Change[]): Reach[] {
	return changes.map((change) => {
		const { from, to, insert } = change;
		const startsInWord = isInWord(insert[0]) || (from < to && isInWord(base[from]));
		const endsInWord = isInWord(insert.at(-1)) || (from < to && isInWord(base[to - 1]));
		let [low, high] = [from, to];
		if (startsInWord) while (low > from - LONGEST_WORD && isInWord(base[low - 1])) low--;
		if (endsInWord) while (high < to + LONGEST_WORD && isInWord(base[high])) high++;
		if (isLowSurrogate(base, low)) low--;
		if (isLowSurrogate(base, high)) high++;
		return { ...change, low, high };
	});
}

function isInWord(character: string | undefined): boolean {
	return character !== undefined && !/\s/.test(character);
}

function isLowSurrogate(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return at > 0 && code >= 0xdc00 && code <= 0xdfff;
}

/** What one side makes of the group's words. */
function wordsAfter(base: string, { low, high }: Group, changes: readonly Change[]): string {
	const inside = changes.map(({ from, to, insert }) => ({
		from: from - low,
		to: to - low,
		insert,
	}));
	return applyChanges(base.slice(low, high), inside);
}

/** The lines of both, those that both have once. */
function linesOfBoth(own: string, other: string): string {
	const added = lineChanges(own, other).map(({ to, insert }) => ({ from: to, to, insert }));
	return applyChanges(own, added);
}

function joined(base: string, group: Group, own: string, other: string): string {
	if (own === other) return own;
	if (own === '' || other === '' || /\s$/.test(own) || /^\s/.test(other)) return own + other;
	const isInsertion = group.low === group.high && !isInWord(base[group.low - 1]);
	if (own.includes('\n') || other.includes('\n')) return `${own}\n${other}`;
	return isInsertion && isInWord(base[group.high]) ? own + other : `${own} ${other}`;
}

/** Both put lines of their own into the same gap: neither has touched the other's words. */
function areWholeLines(base: string, group: Group): boolean {
	const { low, high } = group;
	if (low !== high) return false;
	const [before, after] = [base[low - 1] ?? '\n', base[low] ?? '\n'];
	const inserted = [...group.mine, ...group.theirs].map(({ insert }) => insert);
	if (before === '\n' && inserted.every((text) => text.endsWith('\n'))) return true;
	return after === '\n' && inserted.every((text) => text.startsWith('\n'));
}

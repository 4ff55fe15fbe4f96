/**
 * Folders put together until a map of them can be drawn, and none is a single file: whom the smallest
 * work with most is whom they join. Not where others stand between the two, as libraries stand between
 * a command and what it prints with: put together, they would be a cycle that the code hasn't.
 *
 *   main ──▶ commands ──▶ printing        main joins commands, though it prints too
 *     └──────────────────────▲
 */
import { folderOf } from '#shared/imports/resolve/repository.ts';

export interface Group {
	readonly name: string;
	/** What it was made from, '' for the root. */
	readonly folder: string;
	readonly files: readonly string[];
}

/** How often the first files use the others. */
export type Uses = (from: readonly string[], to: readonly string[]) => number;

/** So many can be drawn, and spoken about. */
const MOST = 16;

/** A group under way, and how often it uses each other one. */
interface Node {
	group: Group;
	readonly uses: Map<Node, number>;
}

export function gatherGroups(groups: readonly Group[], uses: Uses): Group[] {
	let left: Node[] = groups.map((group) => ({ group, uses: new Map() }));
	for (const from of left) {
		for (const to of left) {
			const count = from === to ? 0 : uses(from.group.files, to.group.files);
			if (count > 0) from.uses.set(to, count);
		}
	}
	for (;;) {
		const small = left.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];
		const crowded = left.length > MOST;
		if (
			small === undefined ||
			left.length < 3 ||
			!(crowded || (sizeOf(small) === 1 && left.length > 4))
		) {
			return left.map(({ group }) => group);
		}
		const others = left.filter((node) => node !== small);
		const near = others.toSorted((a, b) => score(small, b) - score(small, a));
		const fits = near.find((node) => score(small, node) > 0 && !closesCycle(small, node));
		const chosen = fits ?? near[0];
		if (chosen !== undefined) join(small, chosen, others);
		left = others;
	}
}

function sizeOf({ group }: Node): number {
	return group.files.length;
}

/** Who works together belongs together, and the more so side by side. */
function score(small: Node, other: Node): number {
	const around = folderOf(small.group.folder);
	const beside = around === other.group.folder || around === folderOf(other.group.folder);
	const between = (small.uses.get(other) ?? 0) + (other.uses.get(small) ?? 0);
	return (between / Math.sqrt(sizeOf(other))) * (beside ? 2 : 1) + (beside ? 0.1 : 0);
}

/** Whether a third one lies on a way between them; of a cycle that is there both ways lead to both. */
function closesCycle(one: Node, other: Node): boolean {
	if (leads(one, other) && leads(other, one)) return false;
	return leadsRound(one, other) || leadsRound(other, one);
}

function leads(from: Node, to: Node): boolean {
	return from.uses.has(to) || leadsRound(from, to);
}

function leadsRound(from: Node, to: Node): boolean {
	const seen = new Set([...from.uses.keys()].filter((node) => node !== to));
	for (const node of seen) {
		if (node.uses.has(to)) return true;
		for (const next of node.uses.keys()) if (next !== from) seen.add(next);
	}
	return false;
}

/** What used the small one, or was used by it, goes with the other one from here on. */
function join(small: Node, into: Node, others: readonly Node[]): void {
	const files = [...into.group.files, ...small.group.files].sort();
	into.group = { ...into.group, files };
	for (const [to, count] of small.uses) {
		if (to !== into) into.uses.set(to, (into.uses.get(to) ?? 0) + count);
	}
	for (const node of others) {
		const count = node.uses.get(small);
		node.uses.delete(small);
		if (count !== undefined && node !== into) {
			node.uses.set(into, (node.uses.get(into) ?? 0) + count);
		}
	}
}

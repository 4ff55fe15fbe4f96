import type { TreeNode } from '#client/features/trace/tree-nodes.ts';

/** A node that is in sight, with what a tree's row says of itself. */
export interface TreeLine {
	readonly key: string;
	readonly node: TreeNode;
	/** From 1. */
	readonly level: number;
	readonly parent: string | null;
	/** Null where there is nothing under it. */
	readonly expanded: boolean | null;
	readonly setSize: number;
	readonly place: number;
}

/** A tree of no more rows than this is unfolded down to its designs. */
const SMALL = 60;
const FOLDED = new Set(['design', 'code', 'loose']);

/** What is open before anybody opens or closes anything. */
export function openAtFirst(roots: readonly TreeNode[]): (node: TreeNode) => boolean {
	const unfolded = (nodes: readonly TreeNode[]): number =>
		nodes.reduce(
			(sum, node) => sum + 1 + (FOLDED.has(node.of.kind) ? 0 : unfolded(node.children)),
			0,
		);
	const small = unfolded(roots) <= SMALL;
	return ({ of }) => small && !FOLDED.has(of.kind);
}

/** The rows in sight, from top to bottom. */
export function linesOf(
	roots: readonly TreeNode[],
	isOpen: (node: TreeNode) => boolean,
): readonly TreeLine[] {
	const lines: TreeLine[] = [];
	const walk = (nodes: readonly TreeNode[], level: number, parent: string | null) => {
		nodes.forEach((node, n) => {
			const { key, children } = node;
			const expanded = children.length === 0 ? null : isOpen(node);
			lines.push({ key, node, level, parent, expanded, setSize: nodes.length, place: n + 1 });
			if (expanded) walk(children, level + 1, key);
		});
	};
	walk(roots, 1, null);
	return lines;
}

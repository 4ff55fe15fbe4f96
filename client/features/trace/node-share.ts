import type { Share } from '#client/features/trace/arrange-chains.ts';
import type { ChainDesign } from '#client/features/trace/chain.ts';
import type { TreeNode } from '#client/features/trace/tree-nodes.ts';
import type { ComponentId } from '#shared/id.ts';

const known = new WeakMap<TreeNode, ReadonlyMap<ComponentId, ChainDesign>>();

/** How many of the Designs under a node have this file; null where it has none under it. */
export function fileShare(node: TreeNode, what: 'code' | 'test'): Share | null {
	const designs = [...designsUnder(node).values()];
	if (designs.length === 0 || designs.some(({ code }) => code?.state === 'unknown')) return null;
	const done = designs.filter((design) => design[what]?.state === 'there').length;
	return { done, all: designs.length };
}

/** How many things a group holds: Designs, or files of none. */
export function groupSize(node: TreeNode): number {
	return node.of.kind === 'idle' ? designsUnder(node).size : node.children.length;
}

/** The Designs under a node, each once. */
function designsUnder(node: TreeNode): ReadonlyMap<ComponentId, ChainDesign> {
	const before = known.get(node);
	if (before !== undefined) return before;
	const found =
		node.of.kind === 'design'
			? new Map([[node.of.design.id, node.of.design]])
			: new Map(node.children.flatMap((child) => [...designsUnder(child)]));
	known.set(node, found);
	return found;
}

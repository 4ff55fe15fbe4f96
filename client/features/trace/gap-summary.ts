import { type Gap, gapCount } from '#client/features/trace/gaps.ts';
import type { TreeNode } from '#client/features/trace/tree-nodes.ts';

/**
 * What is missing of a node and under it: its own gaps in their words, those of others counted by
 * kind. What is in sight below an expanded criterion or context is said there.
 */
export function gapSummary({ of, gaps }: TreeNode, expanded: boolean): readonly Gap[] {
	if (expanded && of.kind === 'criterion') return gaps.filter((gap) => gap.of === of.criterion.id);
	if (expanded && (of.kind === 'context' || of.kind === 'loose')) return [];
	const isOne = of.kind === 'design' || of.kind === 'criterion' || 'file' in of;
	const isOwn = of.kind === 'story' && gaps.every((gap) => gap.of === of.story.id);
	if (isOne || isOwn) return gaps;
	const kinds = Map.groupBy(gaps, ({ kind }) => kind);
	return [...kinds].map(([kind, some]) => ({
		...{ kind, of: kind },
		words: `${gapCount(kind, some.length)}.`,
	}));
}

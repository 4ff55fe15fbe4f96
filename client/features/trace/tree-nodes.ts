/** The rows of the trace view as a tree that can be walked: the same chains, each thing once. */
import type {
	Chain,
	ChainCriterion,
	ChainDesign,
	ChainFile,
	LooseFile,
	Named,
} from '#client/features/trace/chain.ts';
import { type Gap, worstFirst } from '#client/features/trace/gaps.ts';
import type { ArtefactId, ContextId, StoryId } from '#shared/id.ts';

/** What a node stands for. `idle` holds what serves no criterion, `loose` the files without a Design. */
export type NodeOf =
	| { readonly kind: 'story'; readonly story: Named<StoryId> }
	| { readonly kind: 'criterion'; readonly criterion: ChainCriterion; readonly story: StoryId }
	| { readonly kind: 'context'; readonly context: Named<ContextId> }
	| { readonly kind: 'design'; readonly design: ChainDesign }
	| { readonly kind: 'code' | 'test'; readonly file: ChainFile; readonly design: ChainDesign }
	| { readonly kind: 'file'; readonly file: LooseFile }
	| { readonly kind: 'idle' | 'loose' };

/** The artefact that a node is, or belongs to; null for a group and a file of none. */
export function artefactOf(of: NodeOf): ArtefactId | null {
	switch (of.kind) {
		case 'story':
			return of.story.id;
		case 'criterion':
			return of.story;
		case 'context':
			return of.context.id;
		case 'design':
		case 'code':
		case 'test':
			return of.design.id;
		default:
			return null;
	}
}

export interface TreeNode {
	/** The way from the root, so that it lasts. */
	readonly key: string;
	readonly of: NodeOf;
	/** Of all that is under it too, the worst first, each thing once. */
	readonly gaps: readonly Gap[];
	readonly children: readonly TreeNode[];
}

interface Growing {
	readonly key: string;
	readonly of: NodeOf;
	readonly gaps: Gap[];
	readonly children: Map<string, Growing>;
}

type Step = readonly [key: string, of: NodeOf];

/** In the order of the chains, each node where it comes first. */
export function treeOf(chains: readonly Chain[]): readonly TreeNode[] {
	const roots = new Map<string, Growing>();
	const hasStories = chains.some(({ story }) => story !== null);
	for (const chain of chains) {
		let level = roots;
		let path = '';
		for (const [name, of] of stepsOf(chain, hasStories)) {
			path = path === '' ? name : `${path}/${name}`;
			const node: Growing = level.get(name) ?? { key: path, of, gaps: [], children: new Map() };
			level.set(name, node);
			node.gaps.push(...gapsAt(of, chain));
			level = node.children;
		}
	}
	return grown(roots);
}

function grown(level: ReadonlyMap<string, Growing>): readonly TreeNode[] {
	return [...level.values()].map(({ key, of, gaps, children }) => ({
		...{ key, of },
		gaps: worstFirst(gaps),
		children: grown(children),
	}));
}

function stepsOf(chain: Chain, hasStories: boolean): readonly Step[] {
	const { story, criterion, design, loose } = chain;
	if (loose !== null)
		return [
			['loose', { kind: 'loose' }],
			[loose.path, { kind: 'file', file: loose }],
		];
	const steps: Step[] = [];
	if (story !== null) steps.push([story.id, { kind: 'story', story }]);
	else if (hasStories) steps.push(['idle', { kind: 'idle' }]);
	if (story !== null && criterion !== null)
		steps.push([criterion.id, { kind: 'criterion', criterion, story: story.id }]);
	if (design === null) return steps;
	const { context, code, test } = design;
	if (context !== null) steps.push([context.id, { kind: 'context', context }]);
	steps.push([design.id, { kind: 'design', design }]);
	return [...steps, ...fileSteps(design, code, test)];
}

/** The test is under the code, which is under the Design: from one to the next. */
function fileSteps(
	design: ChainDesign,
	code: ChainFile | null,
	test: ChainFile | null,
): readonly Step[] {
	const steps: Step[] = [];
	if (code !== null) steps.push(['code', { kind: 'code', file: code, design }]);
	if (test !== null) steps.push(['test', { kind: 'test', file: test, design }]);
	return steps;
}

function gapsAt(of: NodeOf, { gaps, design }: Chain): readonly Gap[] {
	switch (of.kind) {
		case 'context':
		case 'design':
			return design?.gaps ?? [];
		case 'code':
		case 'test':
			return (design?.gaps ?? []).filter(({ kind }) =>
				FILE_GAPS[of.kind].some((one) => one === kind),
			);
		default:
			return gaps;
	}
}

const FILE_GAPS = {
	code: ['no-code', 'no-test', 'red', 'outdated', 'not-run'],
	test: ['no-test', 'red', 'outdated', 'not-run'],
} as const;

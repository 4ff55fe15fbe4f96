/** Which rows are shown and in which order, and what is counted over all of them. */
import type { Chain, FileLook } from '#client/features/trace/chain.ts';
import { GAP_KINDS, type GapKind, rankOf } from '#client/features/trace/gaps.ts';
import type { TraceQuery } from '#client/features/trace/trace-query.ts';
import { isApproved } from '#client/features/trace/whole-of.ts';
import type { ArtefactId } from '#shared/id.ts';

type Asked = Pick<TraceQuery, 'gap' | 'sort' | 'words'>;

/** The rows that were asked for, those that go through `of` alone where it names an artefact. */
export function arrangeChains(
	chains: readonly Chain[],
	{ gap, sort, words }: Asked,
	of: ArtefactId | null,
): readonly Chain[] {
	const terms = words.toLowerCase().split(/\s+/).filter(Boolean);
	const found = chains.filter(
		(chain) => hasGap(chain, gap) && goesThrough(chain, of) && says(chain, terms),
	);
	if (sort === 'order') return found;
	// A kind that was asked for comes first also where something worse is missing too.
	const rank = (chain: Chain) => rankOf(chain.gaps);
	return found.toSorted((a, b) => rank(a) - rank(b));
}

function hasGap({ gaps }: Chain, gap: TraceQuery['gap']): boolean {
	if (gap === null) return true;
	return gap === 'any' ? gaps.length > 0 : gaps.some(({ kind }) => kind === gap);
}

function goesThrough({ story, contexts, design }: Chain, of: ArtefactId | null): boolean {
	return (
		of === null || story?.id === of || design?.id === of || contexts.some(({ id }) => id === of)
	);
}

function says(chain: Chain, terms: readonly string[]): boolean {
	if (terms.length === 0) return true;
	const { story, criterion, contexts, design, loose, gaps } = chain;
	const words = [
		...[story?.name, criterion?.text, design?.name, loose?.path],
		...[design?.code?.path, design?.test?.path],
		...[...contexts.map(({ name }) => name), ...gaps.map((gap) => gap.words)],
	];
	const text = words.join('\n').toLowerCase();
	return terms.every((term) => text.includes(term));
}

export interface GapTally {
	readonly kind: GapKind;
	/** How many things lack it, however many rows they are in. */
	readonly count: number;
}

/** The kinds of gaps that there are, the worst first. */
export function tallyGaps(chains: readonly Chain[]): readonly GapTally[] {
	const all = Map.groupBy(
		chains.flatMap(({ gaps }) => gaps),
		({ kind }) => kind,
	);
	return GAP_KINDS.map((kind) => ({
		kind,
		count: new Set(all.get(kind)?.map(({ of }) => of)).size,
	})).filter(({ count }) => count > 0);
}

export interface Share {
	readonly done: number;
	readonly all: number;
}

/** How many Designs have code, a test, and a run that verifies them; how many criteria are verified. */
export function sharesOf(
	chains: readonly Chain[],
): Readonly<Record<'criteria' | 'code' | 'test' | 'designs', Share>> {
	const designs = [
		...new Map(chains.flatMap(({ design: one }) => (one === null ? [] : [[one.id, one]]))).values(),
	];
	const criteria = [
		...new Map(
			chains.flatMap(({ criterion: one }) => (one === null ? [] : [[one.id, one]])),
		).values(),
	];
	const there = (file: { readonly state: FileLook } | null) => file?.state === 'there';
	return {
		criteria: share(criteria, ({ state }) => state === 'verified'),
		code: share(designs, ({ code }) => there(code)),
		test: share(designs, ({ test }) => there(test)),
		designs: share(designs, ({ run, state }) => run?.result === 'verified' && isApproved(state)),
	};
}

function share<T>(all: readonly T[], isDone: (one: T) => boolean): Share {
	return { done: all.filter(isDone).length, all: all.length };
}

/** What the trace view shows, as the address says it: whoever has the link sees the same. */
import { GAP_KINDS, type GapKind } from '#client/features/trace/gaps.ts';

/** `any`: whatever has a gap. */
export type GapFilter = GapKind | 'any';

export interface TraceQuery {
	readonly view: 'matrix' | 'tree';
	/** Null for everything, whole or not. */
	readonly gap: GapFilter | null;
	/** Gaps first, or as the stories and the map have it. */
	readonly sort: 'gaps' | 'order';
	/** Words that must all occur. */
	readonly words: string;
}

const LONGEST = 200;

/** Whatever the address holds that makes no sense is left out. */
export function readTraceQuery(search: string): TraceQuery {
	const params = new URLSearchParams(search);
	const gap = params.get('gap');
	return {
		view: params.get('view') === 'tree' ? 'tree' : 'matrix',
		gap: gap === 'any' ? gap : (GAP_KINDS.find((kind) => kind === gap) ?? null),
		sort: params.get('sort') === 'order' ? 'order' : 'gaps',
		words: (params.get('q') ?? '').slice(0, LONGEST),
	};
}

/** The query part of an address; '' for everything, gaps first. */
export function writeTraceQuery(query: TraceQuery): string {
	const params = new URLSearchParams();
	if (query.words !== '') params.set('q', query.words);
	if (query.gap !== null) params.set('gap', query.gap);
	if (query.sort === 'order') params.set('sort', query.sort);
	if (query.view === 'tree') params.set('view', query.view);
	const text = params.toString();
	return text === '' ? '' : `?${text}`;
}

/** What the list shows and how, as the address says it: whoever has the link sees the same. */

import { ContextId } from '#shared/id.ts';
import { PHASES, type Phase } from '#shared/lifecycle/phase.ts';

/** A phase, or the standing that cuts across them. */
export type FilterState = Phase | 'suspect';
export type FilterFindings = 'any' | 'error' | 'warning';
export type GroupBy = 'none' | 'state' | 'tag' | 'context' | 'priority';
export type SortBy = 'file' | 'priority';

/** Of each list nothing chosen means all. `none` among tags, contexts or priorities: without one. */
export interface StoryQuery {
	/** Words that must all occur. */
	readonly words: string;
	readonly states: readonly FilterState[];
	readonly tags: readonly string[];
	readonly contexts: readonly (ContextId | 'none')[];
	readonly priorities: readonly string[];
	readonly findings: FilterFindings | null;
	/** Only what I submitted. */
	readonly mine: boolean;
	readonly group: GroupBy;
	readonly sort: SortBy;
}

export const FILTER_STATES: readonly FilterState[] = [...PHASES, 'suspect'];
export const GROUPS: readonly GroupBy[] = ['none', 'state', 'priority', 'tag', 'context'];
const FINDINGS: readonly FilterFindings[] = ['any', 'error', 'warning'];
const SORTS: readonly SortBy[] = ['file', 'priority'];
/** What a link can hold, so that one made by others can't make the list slow. */
const MOST = 50;
const LONGEST = 200;

export const EVERYTHING: StoryQuery = {
	words: '',
	states: [],
	tags: [],
	contexts: [],
	priorities: [],
	findings: null,
	mine: false,
	group: 'none',
	sort: 'file',
};

/** Whatever the address holds that makes no sense is left out. */
export function readStoryQuery(search: string): StoryQuery {
	const params = new URLSearchParams(search);
	const one = <T extends string>(name: string, of: readonly T[]) =>
		of.find((value) => value === params.get(name)) ?? null;
	const states = new Set(listed(params, 'state'));
	return {
		words: (params.get('q') ?? '').slice(0, LONGEST),
		states: FILTER_STATES.filter((state) => states.has(state)),
		tags: listed(params, 'tag'),
		contexts: listed(params, 'context').flatMap((id) =>
			id === 'none' ? id : (ContextId.safeParse(id).data ?? []),
		),
		priorities: listed(params, 'priority'),
		findings: one('findings', FINDINGS),
		mine: params.get('mine') === '1',
		group: one('group', GROUPS) ?? 'none',
		sort: one('sort', SORTS) ?? 'file',
	};
}

/** The query part of an address: `?tag=accounts&group=state`; '' for everything in file order. */
export function writeStoryQuery(query: StoryQuery): string {
	const params = new URLSearchParams();
	if (query.words !== '') params.set('q', query.words);
	const lists = {
		state: query.states,
		tag: query.tags,
		context: query.contexts,
		priority: query.priorities,
	};
	for (const [name, values] of Object.entries(lists)) {
		for (const value of values) params.append(name, value);
	}
	if (query.findings !== null) params.set('findings', query.findings);
	if (query.mine) params.set('mine', '1');
	if (query.group !== 'none') params.set('group', query.group);
	if (query.sort !== 'file') params.set('sort', query.sort);
	const text = params.toString();
	return text === '' ? '' : `?${text}`;
}

/** Whether something narrows the list down. */
export function isNarrowed(query: StoryQuery): boolean {
	return writeStoryQuery({ ...query, group: 'none', sort: 'file' }) !== '';
}

/** The list with a value more, or without it when it was there. */
export function toggled<T>(values: readonly T[], value: T): readonly T[] {
	return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

/** `?tag=a&tag=b` and `?tag=a,b` alike. */
function listed(params: URLSearchParams, name: string): string[] {
	const values = params.getAll(name).flatMap((value) => value.split(','));
	const clean = values.map((value) => value.trim().slice(0, LONGEST)).filter(Boolean);
	return [...new Set(clean)].slice(0, MOST);
}

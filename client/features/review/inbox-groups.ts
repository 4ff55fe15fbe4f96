import type { ReviewEntry } from '#client/features/review/review-queue.ts';
import type { ArtefactKind } from '#shared/id.ts';

export type Grouping = 'kind' | 'context';

/** Entries that stand together, in the order they came. */
export interface InboxGroup {
	readonly title: string;
	readonly entries: readonly ReviewEntry[];
}

const KINDS: Readonly<Record<ArtefactKind, string>> = {
	story: 'Stories',
	context: 'Contexts',
	design: 'Designs',
};
const NO_CONTEXT = 'In no context';

/** Upstream first where they are grouped by kind: what is below waits for it. */
export function groupEntries(entries: readonly ReviewEntry[], by: Grouping): readonly InboxGroup[] {
	if (by === 'kind') {
		return (['story', 'context', 'design'] as const).flatMap((kind) => {
			const of = entries.filter((entry) => entry.kind === kind);
			return of.length === 0 ? [] : [{ title: KINDS[kind], entries: of }];
		});
	}
	const groups = Map.groupBy(entries, ({ context }) => context ?? NO_CONTEXT);
	return Array.from(groups, ([title, of]) => ({ title, entries: of }));
}

/** Of each group its entries, until there are as many as wanted in all. */
export function firstOf(
	groups: readonly Pick<InboxGroup, 'entries'>[],
	count: number,
): readonly (readonly ReviewEntry[])[] {
	let left = count;
	return groups.map(({ entries }) => {
		const some = entries.slice(0, left);
		left -= some.length;
		return some;
	});
}

/** Those with these words in their title, Context or reason for waiting. */
export function filterEntries(
	entries: readonly ReviewEntry[],
	query: string,
): readonly ReviewEntry[] {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	return entries.filter(({ title, context, why }) => {
		const text = `${title} ${context ?? ''} ${why}`.toLowerCase();
		return words.every((word) => text.includes(word));
	});
}

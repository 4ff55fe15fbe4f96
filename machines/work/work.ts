/** A work list as it is asked for: all of it in order, or what is to be done about one artefact. */
import { RANK, type WorkItem } from '#machines/work/work-item.ts';
import type { ArtefactId } from '#shared/id.ts';

export interface Work {
	/** The most pressing first; of equals in the order of the documents. */
	readonly items: readonly WorkItem[];
	/** About this artefact, and about the Components of a Context that have no Design. */
	of(id: ArtefactId): readonly WorkItem[];
}

export function workFrom(
	isFirst: boolean,
	inSessions: readonly WorkItem[],
	own: readonly { readonly id: ArtefactId; readonly items: readonly WorkItem[] }[],
): Work {
	const byRank = new Map<number, WorkItem[]>();
	const put = (item: WorkItem) => {
		const some = byRank.get(item.rank);
		if (some === undefined) byRank.set(item.rank, [item]);
		else some.push(item);
	};
	if (isFirst) put(FIRST);
	for (const item of inSessions) put(item);
	for (const { items } of own) for (const item of items) put(item);
	const ranks = [...byRank.keys()].sort((one, other) => one - other);
	let byId: ReadonlyMap<ArtefactId, readonly WorkItem[]> | null = null;
	return {
		items: ranks.flatMap((rank) => byRank.get(rank) ?? []),
		of(id) {
			byId ??= new Map(own.map((one) => [one.id, one.items]));
			const sessions = inSessions.filter((item) => item.id === id);
			return [...sessions, ...(byId.get(id) ?? [])].sort((one, other) => one.rank - other.rank);
		},
	};
}

/** Where nothing has been written yet, that is what comes first. */
const FIRST: WorkItem = {
	...{ key: 'write_story', who: 'agent', step: 'write_story', id: null, session: null },
	start: { kind: 'story-interview', artefact: null },
	title: '',
	why: 'There is no user story yet. Ask the person what should be built and for whom, and write it down.',
	asked: null,
	rank: RANK.sentBack,
};

import type { ListedStory } from '#client/features/story/listed-story.ts';
import type { GroupBy, SortBy } from '#client/features/story/story-query.ts';
import { priorityRank } from '#shared/artefact/story-metadata.ts';
import type { ContextId } from '#shared/id.ts';
import { PHASES, type PhaseAndStanding, phaseWords } from '#shared/lifecycle/phase.ts';

/** A line of the list: the heading of a group, or a Story. */
export type ListLine =
	| {
			readonly kind: 'group';
			readonly key: string;
			readonly words: string;
			readonly count: number;
			readonly state: PhaseAndStanding | null;
	  }
	| {
			readonly kind: 'story';
			readonly key: string;
			readonly entry: ListedStory;
			/** Its place among the Stories of the list, from 1. */
			readonly place: number;
	  };

interface Group {
	readonly key: string;
	readonly words: string;
	readonly rank: number | string;
	readonly state: PhaseAndStanding | null;
}

/** Sorted, and in groups where that is asked for. A Story with two tags stands under each. */
export function arrangeStories(
	found: readonly ListedStory[],
	{ group, sort }: { readonly group: GroupBy; readonly sort: SortBy },
	nameOf: (context: ContextId) => string,
): readonly ListLine[] {
	const sorted = sort === 'priority' ? found.toSorted(byPriority) : found;
	if (group === 'none') {
		return sorted.map((entry, n) => ({
			kind: 'story',
			key: entry.story.id,
			entry,
			place: n + 1,
		}));
	}
	const groups = new Map<string, Group & { readonly entries: ListedStory[] }>();
	for (const entry of sorted) {
		for (const one of groupsOf(entry, group, nameOf)) {
			const known = groups.get(one.key) ?? { ...one, entries: [] };
			known.entries.push(entry);
			groups.set(one.key, known);
		}
	}
	let place = 0;
	return [...groups.values()].sort(byRank).flatMap(({ key, words, state, entries }) => [
		{ kind: 'group' as const, key, words, state, count: entries.length },
		...entries.map((entry) => ({
			kind: 'story' as const,
			key: `${key} ${entry.story.id}`,
			entry,
			place: ++place,
		})),
	]);
}

function byPriority(one: ListedStory, other: ListedStory): number {
	return priorityRank(one.metadata.priority) - priorityRank(other.metadata.priority);
}

function byRank(one: Group, other: Group): number {
	if (typeof one.rank === 'number' && typeof other.rank === 'number') return one.rank - other.rank;
	// What has none comes last.
	if (typeof one.rank === 'number') return 1;
	if (typeof other.rank === 'number') return -1;
	return one.rank.localeCompare(other.rank);
}

function groupsOf(
	{ view, metadata, contexts }: ListedStory,
	by: GroupBy,
	nameOf: (context: ContextId) => string,
): readonly Group[] {
	switch (by) {
		case 'none':
			return [];
		case 'state': {
			const { phase } = view;
			const state = { phase, standing: 'current', bypassed: false } as const;
			return [{ key: phase, words: phaseWords(phase), rank: PHASES.indexOf(phase), state }];
		}
		case 'priority': {
			const { priority } = metadata;
			const words = priority === null ? 'No priority' : priorityWords(priority);
			return [{ key: `priority ${words}`, words, rank: priorityRank(priority), state: null }];
		}
		case 'tag':
			if (metadata.tags.length === 0) return [without('No tag')];
			return metadata.tags.map((tag) => {
				const key = tag.toLowerCase();
				return { key: `tag ${key}`, words: tag, rank: key, state: null };
			});
		case 'context':
			if (contexts.length === 0) return [without('In no context')];
			return contexts.map((id) => ({ key: id, words: nameOf(id), rank: nameOf(id), state: null }));
	}
}

function without(words: string): Group {
	return { key: words, words, rank: 0, state: null };
}

/** `Priority 1`, `P2`, `High`. */
export function priorityWords(priority: string): string {
	return /^\d+$/.test(priority) ? `Priority ${priority}` : priority;
}

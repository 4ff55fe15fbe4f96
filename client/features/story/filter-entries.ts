import { priorityWords } from '#client/features/story/arrange-stories.ts';
import { countHint, tally } from '#client/features/story/choice-entries.ts';
import type { ListedStory } from '#client/features/story/listed-story.ts';
import type { QueryState } from '#client/features/story/query-state.svelte.ts';
import { countByState } from '#client/features/story/story-filter.ts';
import {
	EVERYTHING,
	GROUPS,
	type GroupBy,
	type StoryQuery,
	toggled,
} from '#client/features/story/story-query.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { PaletteEntry } from '#client/ui/Palette.svelte';
import { phaseWords } from '#shared/lifecycle/phase.ts';

export const GROUP_WORDS: Readonly<Record<GroupBy, string>> = {
	none: 'One list',
	state: 'Group by state',
	priority: 'Group by priority',
	tag: 'Group by tag',
	context: 'Group by context',
};

/** Everything that narrows, groups or sorts the list, in one list to type in. */
export function filterEntries(
	workspace: Workspace,
	listed: readonly ListedStory[],
	query: QueryState,
): PaletteEntry[] {
	const { now } = query;
	const entry = (
		group: string,
		words: string,
		change: Partial<StoryQuery>,
		on: boolean,
		count = 0,
	): PaletteEntry => ({
		id: `${group} ${words}`,
		words: on ? `✓ ${words}` : words,
		hint: countHint(count),
		group,
		run: () => query.set(change),
	});
	const states = [...countByState(listed)].filter(([, count]) => count > 0);
	const tags = tally(listed.flatMap(({ metadata }) => metadata.tags));
	const priorities = tally(listed.flatMap(({ metadata }) => metadata.priority ?? []));
	const contexts = tally(listed.flatMap((one) => one.contexts));
	const mapped = workspace.practices.has('context');
	const groups = GROUPS.filter((group) => mapped || group !== 'context');
	const isOn = (values: readonly string[], value: string) => values.includes(value);
	return [
		...groups.map((group) => entry('Show', GROUP_WORDS[group], { group }, now.group === group)),
		entry('Show', 'In file order', { sort: 'file' }, now.sort === 'file'),
		entry('Show', 'Sort by priority', { sort: 'priority' }, now.sort === 'priority'),
		...(['any', 'error', 'warning'] as const).map((findings) =>
			entry(
				'Only',
				{ any: 'With findings', error: 'With errors', warning: 'With warnings' }[findings],
				{ findings: now.findings === findings ? null : findings },
				now.findings === findings,
			),
		),
		entry('Only', 'Submitted by me', { mine: !now.mine }, now.mine),
		...states.map(([state, count]) =>
			entry(
				'State',
				state === 'suspect' ? 'Suspect' : phaseWords(state),
				{ states: toggled(now.states, state) },
				now.states.includes(state),
				count,
			),
		),
		...[...tags.values(), { words: 'none', count: 0 }].map(({ words, count }) =>
			entry(
				'Tag',
				words === 'none' ? 'Without a tag' : words,
				{ tags: toggled(now.tags, words) },
				isOn(now.tags, words),
				count,
			),
		),
		...[...priorities.values(), { words: 'none', count: 0 }].map(({ words, count }) =>
			entry(
				'Priority',
				words === 'none' ? 'Without a priority' : priorityWords(words),
				{ priorities: toggled(now.priorities, words) },
				isOn(now.priorities, words),
				count,
			),
		),
		...workspace.contexts.map(({ id }) =>
			entry(
				'Context',
				workspace.titleOf(id),
				{ contexts: toggled(now.contexts, id) },
				isOn(now.contexts, id),
				contexts.get(id)?.count ?? 0,
			),
		),
		...(mapped
			? [
					entry(
						'Context',
						'In no context',
						{ contexts: toggled(now.contexts, 'none') },
						isOn(now.contexts, 'none'),
					),
				]
			: []),
		entry('Show', 'Clear all filters', { ...EVERYTHING, group: now.group, sort: now.sort }, false),
	];
}

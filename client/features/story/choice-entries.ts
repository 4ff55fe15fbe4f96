/** What can be chosen, as entries of a palette: each does what it says. */
import { priorityWords } from '#client/features/story/arrange-stories.ts';
import type { ListedStory } from '#client/features/story/listed-story.ts';
import {
	addTag,
	countWords,
	mapTo,
	removeTag,
	setPriority,
	tagsOf,
} from '#client/features/story/story-commands.ts';
import { undoToast } from '#client/features/story/undo-toast.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { PaletteEntry } from '#client/ui/Palette.svelte';
import { priorityRank } from '#shared/artefact/story-metadata.ts';
import { cleanTag, isSameTag } from '#shared/artefact/tag-list.ts';
import type { AcceptanceCriterionId, StoryId } from '#shared/id.ts';

const USUAL = ['1', '2', '3', '4'];

/** How often each value stands in the list, under its first spelling. */
export function tally(values: Iterable<string>): Map<string, { words: string; count: number }> {
	const counts = new Map<string, { words: string; count: number }>();
	for (const words of values) {
		const key = words.toLowerCase();
		const known = counts.get(key);
		if (known === undefined) counts.set(key, { words, count: 1 });
		else known.count++;
	}
	return counts;
}

export function priorityEntries(
	workspace: Workspace,
	listed: readonly ListedStory[],
	stories: readonly StoryId[],
): PaletteEntry[] {
	const used = tally(listed.flatMap(({ metadata }) => metadata.priority ?? []));
	const others = [...used.values()].map(({ words }) => words).filter((one) => !USUAL.includes(one));
	const all = [...USUAL, ...others].sort((a, b) => priorityRank(a) - priorityRank(b));
	const entry = (priority: string | null) => ({
		id: `priority-${priority ?? ''}`,
		words: priority === null ? 'No priority' : priorityWords(priority),
		hint: countHint(priority === null ? 0 : (used.get(priority.toLowerCase())?.count ?? 0)),
		group: `Priority of ${countWords(stories.length)}`,
		run: () => setPriority(workspace, stories, priority),
	});
	return [...all.map(entry), entry(null)];
}

export function tagEntries(
	workspace: Workspace,
	listed: readonly ListedStory[],
	stories: readonly StoryId[],
	query: string,
): PaletteEntry[] {
	const used = tally(listed.flatMap(({ metadata }) => metadata.tags));
	const held = tally(stories.flatMap((id) => tagsOf(workspace, id)));
	const onAll = (key: string) => held.get(key)?.count === stories.length;
	const byName = [...used].sort(([a], [b]) => a.localeCompare(b));
	const typed = cleanTag(query);
	const isNew = typed !== '' && ![...used.values()].some(({ words }) => isSameTag(words, typed));
	return [
		...byName
			.filter(([key]) => !onAll(key))
			.map(([key, { words, count }]) => ({
				id: `add-${key}`,
				words,
				hint: countHint(count),
				group: 'Add a tag',
				run: () => addTag(workspace, stories, words),
			})),
		...[...held].map(([key, { words }]) => ({
			id: `remove-${key}`,
			words: `Take off “${words}”`,
			group: 'Take a tag off',
			run: () => removeTag(workspace, stories, words),
		})),
		...(isNew
			? [
					{
						id: 'make',
						words: `Make the tag “${typed}”`,
						group: 'Add a tag',
						run: () => addTag(workspace, stories, typed),
					},
				]
			: []),
	];
}

export function contextEntries(workspace: Workspace, stories: readonly StoryId[]): PaletteEntry[] {
	const group = `Context of ${countWords(stories.length)}`;
	return [
		...workspace.contexts.map(({ id, stories: held }) => ({
			id,
			words: workspace.titleOf(id),
			hint: countHint(held.length),
			group,
			run: () => mapTo(workspace, stories, id),
		})),
		{ id: 'none', words: 'No context', group, run: () => mapTo(workspace, stories, null) },
	];
}

export function storyEntries(
	workspace: Workspace,
	from: StoryId,
	criteria: readonly AcceptanceCriterionId[],
): PaletteEntry[] {
	const what = countWords(criteria.length, 'criterion', 'criteria');
	return workspace.stories.flatMap((story, n) => {
		if (story.id === from || workspace.view(story.id).phase !== 'draft') return [];
		const words = story.title || 'Untitled';
		return {
			id: story.id,
			words,
			hint: `S${n + 1}`,
			group: `Move ${what} to a draft`,
			run: () => {
				workspace.edit.moveCriteria(from, criteria, story.id);
				undoToast(workspace, `Moved ${what} to “${words}”.`);
			},
		};
	});
}

export function countHint(count: number): string {
	return count === 0 ? '' : countWords(count);
}

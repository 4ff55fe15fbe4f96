import type { StoryListView } from '#client/features/story/story-list.svelte.ts';
import type { StoryId } from '#shared/id.ts';

/** The keys of the list while one of its rows has the focus. Enter opens, as on any link. */
export function listKeys(
	event: KeyboardEvent,
	list: StoryListView,
	writes: boolean,
	focus: (id: StoryId) => Promise<void>,
): void {
	const { selection, ids } = list;
	const { key, shiftKey, altKey } = event;
	if (event.metaKey || event.ctrlKey || !(event.target instanceof HTMLAnchorElement)) return;
	const by = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
	const at = selection.cursor === null ? -1 : ids.indexOf(selection.cursor);
	if (by !== 0 && altKey) return;
	if (by !== 0 && shiftKey && writes) selection.extendBy(by);
	else if (by !== 0) selection.cursor = ids[Math.max(0, Math.min(ids.length - 1, at + by))] ?? null;
	else if (key === 'Home') selection.cursor = ids[0] ?? null;
	else if (key === 'End') selection.cursor = ids.at(-1) ?? null;
	else return;
	event.preventDefault();
	event.stopPropagation();
	if (selection.cursor !== null) void focus(selection.cursor);
}

import type { StoryChoice } from '#client/features/story/story-choice.ts';
import type { StoryListView } from '#client/features/story/story-list.svelte.ts';
import type { StoryCommand } from '#client/features/story/story-shortcuts.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { StoryId } from '#shared/id.ts';

interface DeskDeps {
	readonly workspace: Workspace;
	readonly list: StoryListView;
	/** The Story that is open. */
	open(): StoryId | null;
	writes(): boolean;
	/** Goes to a Story, or to the list. */
	show(id: StoryId | null): Promise<void>;
}

/** Carries out what the keyboard, the bar and the palette ask for, on the Stories they mean. */
export class StoryDesk {
	#deps: DeskDeps;
	choice = $state.raw<StoryChoice | null>(null);

	constructor(deps: DeskDeps) {
		this.#deps = deps;
	}

	/** What is chosen; else the row with the focus; else the Story that is open. */
	get meant(): readonly StoryId[] {
		const { list, open } = this.#deps;
		const { chosen, cursor } = list.selection;
		if (chosen.length > 0) return chosen;
		const id = this.#isInList ? cursor : (open() ?? cursor);
		return id === null ? [] : [id];
	}

	/** `of` names the Stories; without it they are the ones that are meant. */
	async run(command: StoryCommand, of?: readonly StoryId[]): Promise<void> {
		const { workspace, list, writes } = this.#deps;
		const ids = of ?? this.meant;
		if (!writes() || ids.length === 0) return;
		if (command === 'choose') {
			if (this.#at !== null) list.selection.toggle(this.#at);
			return;
		}
		if (command === 'all') return list.selection.all();
		if (!workspace.whole) await workspace.opened;
		switch (command) {
			case 'up':
			case 'down':
				return this.#move(ids, command === 'up' ? -1 : 1);
			case 'priority':
			case 'tag':
			case 'context':
				this.choice = { of: command, stories: ids };
				return;
			case 'duplicate':
				return this.#duplicate(ids);
			case 'merge':
			case 'submit':
			case 'archive':
			case 'remove':
				return this.#decide(command, ids, of !== undefined);
		}
	}

	get #isInList(): boolean {
		return this.#deps.list.scroller?.contains(document.activeElement) ?? false;
	}

	get #at(): StoryId | null {
		const { list, open } = this.#deps;
		return this.#isInList ? list.selection.cursor : (open() ?? list.selection.cursor);
	}

	async #move(ids: readonly StoryId[], by: -1 | 1): Promise<void> {
		const { list } = this.#deps;
		if (list.step(ids, by) || list.immovable === null) return;
		const { toast } = await import('svelte-sonner');
		toast(list.immovable);
	}

	async #duplicate(ids: readonly StoryId[]): Promise<void> {
		const { workspace, list, show } = this.#deps;
		const copies = ids.flatMap((id) => workspace.edit.duplicateStory(id) ?? []);
		if (copies.length > 1) list.selection.set(copies);
		else await show(copies[0] ?? null);
	}

	async #decide(
		command: 'merge' | 'submit' | 'archive' | 'remove',
		ids: readonly StoryId[],
		named: boolean,
	) {
		const { workspace, list, show, open } = this.#deps;
		const isChosen = named || list.selection.size > 0;
		const commands = await import('#client/features/story/story-commands.ts');
		if (command === 'submit') await commands.submitAll(workspace, ids);
		else if (command === 'archive') await commands.archiveAll(workspace, ids);
		else if (command === 'merge') {
			const into = await commands.mergeAll(workspace, ids);
			if (into === null) return;
			await show(into);
		} else {
			// Away from the list Backspace means nothing that a person would want undone.
			if (!isChosen && !this.#isInList) return;
			const removed = commands.removeDrafts(workspace, ids);
			if (removed.some((id) => id === open())) await show(null);
		}
		list.clear();
	}
}

import { arrangeStories, type ListLine } from '#client/features/story/arrange-stories.ts';
import { Drag, type DragTarget, rowAt } from '#client/features/story/drag.svelte.ts';
import { dropPlace, stepPlace } from '#client/features/story/move-places.ts';
import type { QueryState } from '#client/features/story/query-state.svelte.ts';
import { Selection } from '#client/features/story/selection.svelte.ts';
import { filterStories } from '#client/features/story/story-filter.ts';
import { countFindings, StoryLister } from '#client/features/story/story-lister.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { StoryId } from '#shared/id.ts';

/** The list of Stories as one person sees it: what is in it, what is chosen, what is being moved. */
export class StoryListView {
	#workspace: Workspace;
	#lister = new StoryLister();
	readonly query: QueryState;
	readonly selection = new Selection<StoryId>(() => this.ids);
	readonly drag: Drag<StoryId>;
	/** The element that scrolls. */
	scroller = $state.raw<HTMLElement | null>(null);
	/** Taps choose instead of opening. */
	choosing = $state(false);

	constructor(workspace: Workspace, query: QueryState) {
		this.#workspace = workspace;
		this.query = query;
		this.drag = new Drag<StoryId>({
			carried: (id) => this.selection.around(id),
			targetAt: (x, y) => this.#targetAt(x, y),
			drop: (carried, target) => this.#drop(carried, target),
			scroller: () => this.scroller,
		});
	}

	readonly #counts = $derived.by(() => countFindings(this.#workspace.newFindings()));
	readonly listed = $derived.by(() => this.#lister.list(this.#workspace, this.#counts));
	readonly found = $derived.by(() =>
		filterStories(this.listed, this.query.now, this.#workspace.me?.member ?? null),
	);
	readonly lines: readonly ListLine[] = $derived.by(() =>
		arrangeStories(this.found, this.query.now, (id) => this.#workspace.titleOf(id)),
	);
	/** As they stand in the list; under several headings, the first. */
	readonly ids: readonly StoryId[] = $derived.by(() => [
		...new Set(this.lines.flatMap((line) => (line.kind === 'story' ? line.entry.story.id : []))),
	]);

	/** Why Stories can't be moved in the list as it is shown; null when they can. */
	get immovable(): string | null {
		const { group, sort } = this.query.now;
		if (sort !== 'file') return 'Sorted by priority. Sort by file order to move stories.';
		return group === 'none' ? null : 'In groups. Show one list to move stories.';
	}

	/** Moves Stories one row up (-1) or down (1). Answers whether they went. */
	step(moved: readonly StoryId[], by: -1 | 1): boolean {
		const all = this.#workspace.stories.map(({ id }) => id);
		const after = stepPlace(all, this.ids, new Set(moved), by);
		if (after === undefined || this.immovable !== null) return false;
		this.#workspace.edit.moveStories(moved, after);
		return true;
	}

	clear(): void {
		this.selection.clear();
		this.choosing = false;
	}

	#drop(carried: readonly StoryId[], over: DragTarget<StoryId>): void {
		const all = this.#workspace.stories.map(({ id }) => id);
		const after = dropPlace(all, new Set(carried), over);
		this.#workspace.edit.moveStories(carried, after);
	}

	#targetAt(x: number, y: number): DragTarget<StoryId> | null {
		const box = this.scroller?.getBoundingClientRect();
		if (!this.scroller || !box || x < box.left - 40 || x > box.right + 40) return null;
		const rows = this.scroller.querySelectorAll<HTMLElement>('[data-story]');
		return rowAt(rows, y, ({ dataset }) => StoryId.safeParse(dataset['story']).data ?? null);
	}
}

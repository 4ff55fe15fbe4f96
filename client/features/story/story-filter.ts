import { PHASES, type Phase } from '#client/features/frame/state-words.ts';
import { viewsOf } from '#client/features/frame/views-of.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { StoryId } from '#shared/id.ts';

/** A Story as the list shows it. `number` is its place in the document, from 1. */
export interface ListedStory {
	readonly story: Story;
	readonly number: number;
	readonly view: ArtefactView;
	readonly errors: number;
}

/** What the list is narrowed to: words that must all occur, and states (none chosen: all). */
export interface StoryFilter {
	readonly query: string;
	readonly states: readonly FilterState[];
}

/** A phase, or the standing that cuts across them. */
export type FilterState = Phase | 'suspect';

export const FILTER_STATES: readonly FilterState[] = [...PHASES, 'suspect'];

/** Lists the Stories; one that did not change keeps its row, so that typing in one redraws one. */
export class StoryLister {
	#rows = new Map<StoryId, ListedStory>();

	list(workspace: Workspace): readonly ListedStory[] {
		const errors = Map.groupBy(
			workspace.findings().filter(({ severity }) => severity === 'error'),
			({ artefact }) => artefact,
		);
		const { stories } = workspace;
		const views = viewsOf(
			workspace,
			stories.map(({ id }) => id),
		);
		const rows = stories.flatMap((story, n) => {
			const view = views[n];
			if (view === undefined) return [];
			const count = errors.get(story.id)?.length ?? 0;
			return this.#row({ story, number: n + 1, view, errors: count });
		});
		this.#rows = new Map(rows.map((row) => [row.story.id, row]));
		return rows;
	}

	#row(next: ListedStory): ListedStory {
		const known = this.#rows.get(next.story.id);
		const same =
			known?.story === next.story &&
			known.view === next.view &&
			known.number === next.number &&
			known.errors === next.errors;
		return same ? known : next;
	}
}

/** Archived stories stay out of the way until they are asked for. */
export function filterStories(
	listed: readonly ListedStory[],
	{ query, states }: StoryFilter,
): ListedStory[] {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	return listed.filter(({ story, number, view }) => {
		if (
			states.length === 0 ? view.phase === 'archived' : !states.some((state) => isIn(view, state))
		)
			return false;
		if (words.length === 0) return true;
		const text = `s${number} ${textOf(story)}`;
		return words.every((word) => text.includes(word));
	});
}

export function countByState(listed: readonly ListedStory[]): Map<FilterState, number> {
	return new Map(
		FILTER_STATES.map((state) => [state, listed.filter(({ view }) => isIn(view, state)).length]),
	);
}

function isIn(view: ArtefactView, state: FilterState): boolean {
	return state === 'suspect' ? view.standing === 'suspect' : view.phase === state;
}

function textOf({ title, narrative, criteria }: Story): string {
	return [title, narrative, ...criteria.map(({ text }) => text)].join('\n').toLowerCase();
}

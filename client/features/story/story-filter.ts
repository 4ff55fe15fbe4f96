import { PHASES, type Phase } from '#client/features/frame/state-words.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { Story } from '#shared/artefact/story.ts';

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

export function listStories(workspace: Workspace): ListedStory[] {
	const errors = new Map<string, number>();
	for (const { artefact, severity } of workspace.findings()) {
		if (artefact === null || severity !== 'error') continue;
		errors.set(artefact, (errors.get(artefact) ?? 0) + 1);
	}
	return workspace.stories.map((story, n) => ({
		story,
		number: n + 1,
		view: workspace.view(story.id),
		errors: errors.get(story.id) ?? 0,
	}));
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

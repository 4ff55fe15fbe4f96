import type { ListedStory } from '#client/features/story/listed-story.ts';
import {
	FILTER_STATES,
	type FilterState,
	type StoryQuery,
} from '#client/features/story/story-query.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { Story } from '#shared/artefact/story.ts';
import { isSameTag } from '#shared/artefact/tag-list.ts';
import type { MemberId } from '#shared/id.ts';

const texts = new WeakMap<Story, string>();

/** Archived stories stay out of the way until they are asked for. */
export function filterStories(
	listed: readonly ListedStory[],
	query: StoryQuery,
	me: MemberId | null,
): readonly ListedStory[] {
	const words = query.words.toLowerCase().split(/\s+/).filter(Boolean);
	return listed.filter(
		(one) =>
			isInStates(one.view, query.states) &&
			fits(query.tags, one.metadata.tags) &&
			fits(query.contexts, one.contexts) &&
			fits(query.priorities, one.metadata.priority === null ? [] : [one.metadata.priority]) &&
			hasFindings(one, query.findings) &&
			(!query.mine || isMine(one.view, me)) &&
			hasWords(one, words),
	);
}

export function countByState(listed: readonly ListedStory[]): Map<FilterState, number> {
	return new Map(
		FILTER_STATES.map((state) => [state, listed.filter(({ view }) => isIn(view, state)).length]),
	);
}

function isInStates(view: ArtefactView, states: readonly FilterState[]): boolean {
	if (states.length === 0) return view.phase !== 'archived';
	return states.some((state) => isIn(view, state));
}

function isIn(view: ArtefactView, state: FilterState): boolean {
	return state === 'suspect' ? view.standing === 'suspect' : view.phase === state;
}

function fits(wanted: readonly string[], held: readonly string[]): boolean {
	if (wanted.length === 0) return true;
	if (held.length === 0) return wanted.includes('none');
	return wanted.some((one) => held.some((other) => isSameTag(one, other)));
}

function hasFindings({ errors, warnings }: ListedStory, wanted: StoryQuery['findings']): boolean {
	if (wanted === null) return true;
	if (wanted === 'error') return errors > 0;
	return wanted === 'warning' ? warnings > 0 : errors + warnings > 0;
}

function isMine({ submission, returned }: ArtefactView, me: MemberId | null): boolean {
	return me !== null && (submission ?? returned)?.author === me;
}

function hasWords({ story, number, metadata }: ListedStory, words: readonly string[]): boolean {
	if (words.length === 0) return true;
	const text = textOf(story);
	return words.every(
		(word) =>
			text.includes(word) ||
			word === `s${number}` ||
			metadata.tags.some((tag) => `#${tag.toLowerCase()}`.startsWith(word)),
	);
}

/** In lower case, made once for each version of a Story. */
function textOf(story: Story): string {
	const known = texts.get(story);
	if (known !== undefined) return known;
	const { title, narrative, criteria, notes } = story;
	const all = [title, narrative, ...criteria.map(({ text }) => text), notes];
	const text = all.join('\n').toLowerCase();
	texts.set(story, text);
	return text;
}

/**
 * Which Story here a piece of a file is: the one whose id it carries; the one that it became the
 * last time; the one of the same title; the one of the same words. Each Story is at most one
 * piece, and a surer sign is heard before a weaker one.
 */

import type { Story } from '#shared/artefact/story.ts';
import { withoutEnd } from '#shared/ends.ts';
import { StoryId } from '#shared/id.ts';
import { plainWords, shareWords, wordsHash } from '#shared/import/plan-memory.ts';
import type { ChosenPiece } from '#shared/import/plan-pieces.ts';
import type { StoryDraft } from '#shared/import/reading.ts';

export type MatchedBy = 'id' | 'source' | 'title' | 'words';

export interface StoryMatch {
	readonly id: StoryId;
	readonly by: MatchedBy;
}

export function matchStories(
	pieces: readonly ChosenPiece[],
	stories: readonly Story[],
): Map<ChosenPiece, StoryMatch> {
	const matches = new Map<ChosenPiece, StoryMatch>();
	const claimed = new Set<StoryId>();
	const byId = new Map(stories.map((story) => [story.id, story]));
	const claim = (by: MatchedBy, find: (piece: ChosenPiece) => StoryId | undefined) => {
		for (const piece of pieces) {
			if (matches.has(piece)) continue;
			const id = find(piece);
			if (id === undefined || claimed.has(id)) continue;
			claimed.add(id);
			matches.set(piece, { id, by });
		}
	};
	const free = (list: readonly Story[] | undefined) => list?.find(({ id }) => !claimed.has(id))?.id;

	claim('id', ({ draft: { id } }) => (id !== null && byId.has(id) ? id : undefined));
	claim('source', (piece) => rememberedStory(piece, byId));
	const titles = grouped(stories, ({ title }) => [titleKey(title)]);
	claim('title', ({ draft }) =>
		free(titles.get(titleKey(draft.title))?.filter((story) => isRetold(draft, story))),
	);
	const narratives = grouped(stories, ({ narrative }) => [proseKey(narrative)]);
	claim('words', ({ draft }) => free(narratives.get(proseKey(draft.narrative))));
	const criteria = grouped(stories, (story) => story.criteria.map(({ text }) => proseKey(text)));
	claim('words', ({ draft }) => free(mostAlike(draft, criteria)));
	return matches;
}

/** What a key led to before is heard only where more than the title is still the same. */
function rememberedStory(
	{ remembered, draft }: ChosenPiece,
	byId: ReadonlyMap<StoryId, Story>,
): StoryId | undefined {
	const id = StoryId.safeParse(remembered?.id).data;
	const there = id === undefined ? undefined : byId.get(id);
	if (remembered === null || there === undefined) return undefined;
	const [, ...words] = remembered.words;
	const before = new Set([...words, ...remembered.criteria.map(([, hash]) => hash)]);
	before.delete(wordsHash(''));
	const now = [draft.narrative, draft.notes, ...draft.criteria.map(({ text }) => text)];
	return now.some((text) => before.has(wordsHash(text))) || isRetold(draft, there) ? id : undefined;
}

/** Two that share a title only are two: each of them stays. */
function isRetold(draft: StoryDraft, { title, narrative, criteria }: Story): boolean {
	if (plainWords(draft.narrative) === '' || plainWords(narrative) === '') return true;
	const there = new Set(criteria.map(({ text }) => proseKey(text)));
	if (draft.criteria.some(({ text }) => there.has(proseKey(text)))) return true;
	return shareWords(`${draft.title} ${draft.narrative}`, `${title} ${narrative}`);
}

/** The Stories with which a draft shares at least two criteria and half of its own. */
function mostAlike(
	{ criteria }: StoryDraft,
	byCriterion: ReadonlyMap<string, readonly Story[]>,
): Story[] {
	const counts = new Map<Story, number>();
	for (const { text } of criteria) {
		for (const story of byCriterion.get(proseKey(text)) ?? []) {
			counts.set(story, (counts.get(story) ?? 0) + 1);
		}
	}
	const enough = Math.max(2, criteria.length / 2);
	return [...counts]
		.filter(([, count]) => count >= enough)
		.sort(([, a], [, b]) => b - a)
		.map(([story]) => story);
}

function grouped(
	stories: readonly Story[],
	keysOf: (story: Story) => readonly string[],
): Map<string, Story[]> {
	const groups = new Map<string, Story[]>();
	for (const story of stories) {
		for (const key of new Set(keysOf(story))) {
			if (key === '') continue;
			const group = groups.get(key) ?? [];
			groups.set(key, group);
			group.push(story);
		}
	}
	return groups;
}

function titleKey(title: string): string {
	return withoutEnd(plainWords(title).toLowerCase(), /[\p{P}\s]/u);
}

function proseKey(text: string): string {
	return plainWords(text).toLowerCase();
}

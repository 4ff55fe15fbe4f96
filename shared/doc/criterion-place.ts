/**
 * Where a criterion stands; how it gets there is in `criterion-edits`.
 *
 * Its words stay for good where it was written, its home, whatever Story it is moved to: what
 * somebody types into it offline meanwhile is in it afterwards, and cursors and comments stay.
 *
 *   home      ac_… → Y.Map { order, text: Y.Text, movedTo?: st_…, gone?: string }
 *   stand-in  ac_… → Y.Map { order, text: Y.Text, from: st_… }, in the Story that it was moved to
 *
 * Where two people move it at once, `movedTo` says which of the two counts. It goes with the Story
 * it was moved to where whoever took that away had read it there, and stands at home again where
 * they had not. Where home is gone too it stands where it was moved to besides, and else brings
 * back the Story whose remover had not read it there. `gone` holds the
 * words that were taken away: one that says other words by now was edited meanwhile, and is back.
 * The text of a stand-in is read only where there is no home any more.
 */
import * as Y from 'yjs';
import { mapIn, orderedIn, stringIn, textIn } from '#shared/doc/read-value.ts';
import { isStoryMap, isTakenAway, wentWith } from '#shared/doc/story-gone.ts';
import { AcceptanceCriterionId, StoryId } from '#shared/id.ts';

export type Blocks = Y.Map<unknown>;

export interface StandingCriterion {
	readonly id: AcceptanceCriterionId;
	readonly order: string;
	/** The map that holds its words. */
	readonly home: Y.Map<unknown>;
}

/** The criteria that stand in a Story, in order. */
export function criteriaOf(blocks: Blocks, story: StoryId): StandingCriterion[] {
	const map = mapIn(blocks, story);
	const criteria = map && mapIn(map, 'criteria');
	if (!criteria) return [];
	return orderedIn(criteria, (key) => AcceptanceCriterionId.safeParse(key).data ?? null).flatMap(
		({ id, order, map: entry }) => {
			const home = standingHome(blocks, story, id, entry);
			return home === null || isGone(home) ? [] : { id, order, home };
		},
	);
}

/** The live text of a criterion that stands in a Story; null when it does not. */
export function criterionTextIn(
	blocks: Blocks,
	story: StoryId,
	id: AcceptanceCriterionId,
): Y.Text | null {
	const entry = entryIn(blocks, story, id);
	const home = entry && standingHome(blocks, story, id, entry);
	return home && !isGone(home) ? textIn(home, 'text') : null;
}

/** The Story in which a criterion stands; null where it stands in none. */
export function storyOfCriterion(blocks: Blocks, id: AcceptanceCriterionId): StoryId | null {
	for (const [key, block] of blocks.entries()) {
		const criteria = block instanceof Y.Map ? mapIn(block, 'criteria') : null;
		const story = criteria?.has(id) ? StoryId.safeParse(key).data : undefined;
		if (story === undefined || storyMapIn(blocks, story) === null) continue;
		if (criterionTextIn(blocks, story, id) !== null) return story;
	}
	return null;
}

/** The Stories whose criteria may read otherwise when these come, go or change theirs. */
export function storiesAround(blocks: Blocks, stories: ReadonlySet<string>): Set<string> {
	const around = new Set<string>();
	// A criterion joins its home with every Story that it was moved to.
	for (const from of [stories, around]) {
		const reached = new Set([...stories, ...from]);
		for (const [one, other] of pathsOf(blocks)) {
			if (reached.has(one)) around.add(other);
			else if (reached.has(other)) around.add(one);
		}
	}
	return around;
}

/** Homes and where their criteria were moved to, either way round. */
function pathsOf(blocks: Blocks): [string, string][] {
	const paths: [string, string][] = [];
	for (const [story, block] of blocks.entries()) {
		const criteria = block instanceof Y.Map ? mapIn(block, 'criteria') : null;
		for (const entry of criteria?.values() ?? []) {
			if (!(entry instanceof Y.Map)) continue;
			for (const key of ['movedTo', 'from'])
				if (entry.has(key)) paths.push([story, stringIn(entry, key)]);
		}
	}
	return paths;
}

/** The Stories beside its home that may show a criterion. */
export function shownIn(blocks: Blocks, story: string, id: string): string[] {
	const home = entryIn(blocks, story, id);
	const to = home === null ? '' : stringIn(home, 'movedTo');
	const target = mapIn(blocks, to);
	if (to === '' || (target !== null && isStoryMap(target))) return [to];
	return [...blocks.keys()].filter((one) => entryIn(blocks, one, id) !== null);
}

/** The live map of a Story that is there; null for one that is not. */
export function storyMapIn(blocks: Blocks, id: StoryId): Y.Map<unknown> | null {
	const map = mapIn(blocks, id);
	return map !== null && (isStoryMap(map) || isHaven(blocks, id, map)) ? map : null;
}

/** Whether a Story that was taken away is the only place of a criterion that its remover didn't read. */
function isHaven(blocks: Blocks, story: StoryId, map: Y.Map<unknown>): boolean {
	if (!isTakenAway(map)) return false;
	const criteria = mapIn(map, 'criteria');
	return [...(criteria?.keys() ?? [])].some((id) => {
		const entry = entryIn(blocks, story, id);
		const home = entry && standingHome(blocks, story, id, entry);
		return home !== null && !isGone(home);
	});
}

/** The map with the words of an entry, if the criterion stands where the entry is. */
export function standingHome(
	blocks: Blocks,
	story: StoryId,
	id: string,
	entry: Y.Map<unknown>,
): Y.Map<unknown> | null {
	const from = StoryId.safeParse(entry.get('from')).data ?? story;
	const away = from === story ? null : entryIn(blocks, from, id);
	if (away === null || !isHome(blocks, away, id)) {
		return placeOf(blocks, story, id, entry) === story ? entry : null;
	}
	return placeOf(blocks, from, id, away) === story ? away : null;
}

/** Whether an entry holds the words itself. */
export function isHome(blocks: Blocks, entry: Y.Map<unknown>, id: string): boolean {
	const from = stringIn(entry, 'from');
	return from === '' || entryIn(blocks, from, id) === null;
}

/** The Story in which a criterion stands that is at home in this one. */
function placeOf(blocks: Blocks, home: StoryId, id: string, entry: Y.Map<unknown>): StoryId | null {
	const to = StoryId.safeParse(entry.get('movedTo')).data ?? home;
	const isThere = (story: string) => isStoryMap(mapIn(blocks, story) ?? blocks);
	const standsIn = (story: string) => {
		const standIn = entryIn(blocks, story, id);
		return standIn !== null && stringIn(standIn, 'from') === home;
	};
	if (to === home || (isThere(to) && standsIn(to))) return isThere(to) ? to : null;
	const words = textIn(entry, 'text')?.toString() ?? '';
	if (isThere(home)) return wentWith(mapIn(blocks, to) ?? blocks, id, words) ? null : home;
	const places = [...blocks.keys()].filter((story) => entryIn(blocks, story, id) !== null).sort();
	if (places.some((story) => wentWith(mapIn(blocks, story) ?? blocks, id, words))) return null;
	const other = places.find((story) => isThere(story) && standsIn(story));
	return StoryId.safeParse(other).data ?? (standsIn(to) ? to : home);
}

function isGone(home: Y.Map<unknown>): boolean {
	const words = home.get('gone');
	return typeof words === 'string' && words === textIn(home, 'text')?.toString();
}

/** What a Story holds under a criterion's id: its home, or a stand-in. */
export function entryIn(blocks: Blocks, story: string, id: string): Y.Map<unknown> | null {
	const map = mapIn(blocks, story);
	const criteria = map && mapIn(map, 'criteria');
	return criteria ? mapIn(criteria, id) : null;
}

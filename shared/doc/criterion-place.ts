/**
 * Where a criterion stands; how it gets there is in `criterion-edits`.
 *
 * Its words stay for good where it was written, its home, whatever Story it is moved to: what
 * somebody types into it offline meanwhile is in it afterwards, and cursors and comments stay.
 *
 *   home      ac_… → Y.Map { order, text: Y.Text, movedTo?: st_…, gone?: string }
 *   stand-in  ac_… → Y.Map { order, text: Y.Text, from: st_… }, in the Story that it was moved to
 *
 * Where two people move it at once, `movedTo` says which of the two counts; where the Story it was
 * moved to is gone, it stands at home again. `gone` holds the words that were taken away: one that
 * says other words by now was edited meanwhile, and is back. The text of a stand-in is read only
 * where there is no home any more.
 */
import * as Y from 'yjs';
import { mapIn, orderedIn, stringIn, textIn } from '#shared/doc/read-value.ts';
import { isStoryMap } from '#shared/doc/story-gone.ts';
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
		if (story === undefined || !isStoryMap(mapIn(blocks, key) ?? blocks)) continue;
		if (criterionTextIn(blocks, story, id) !== null) return story;
	}
	return null;
}

/** The Stories whose criteria may read otherwise when these come, go or change theirs. */
export function storiesAround(blocks: Blocks, stories: ReadonlySet<string>): Set<string> {
	const around = new Set<string>();
	for (const [story, block] of blocks.entries()) {
		const criteria = block instanceof Y.Map ? mapIn(block, 'criteria') : null;
		for (const entry of criteria?.values() ?? []) {
			if (!(entry instanceof Y.Map)) continue;
			for (const key of ['movedTo', 'from']) {
				const other = entry.has(key) ? stringIn(entry, key) : '';
				if (stories.has(story)) around.add(other);
				else if (stories.has(other)) around.add(story);
			}
		}
	}
	return around;
}

/** Where the criterion at home in a Story was moved to; '' where it was not. */
export function movedTo(blocks: Blocks, story: string, id: string): string {
	const entry = entryIn(blocks, story, id);
	return entry === null ? '' : stringIn(entry, 'movedTo');
}

/** The map with the words of an entry, if the criterion stands where the entry is. */
export function standingHome(
	blocks: Blocks,
	story: StoryId,
	id: string,
	entry: Y.Map<unknown>,
): Y.Map<unknown> | null {
	const from = stringIn(entry, 'from');
	const home = from === '' || from === story ? null : entryIn(blocks, from, id);
	if (home !== null && isHome(blocks, home, id)) {
		return stringIn(home, 'movedTo') === story ? home : null;
	}
	return standsElsewhere(blocks, story, id, entry) ? null : entry;
}

/** Whether an entry holds the words itself. */
export function isHome(blocks: Blocks, entry: Y.Map<unknown>, id: string): boolean {
	const from = stringIn(entry, 'from');
	return from === '' || entryIn(blocks, from, id) === null;
}

function standsElsewhere(blocks: Blocks, story: string, id: string, home: Y.Map<unknown>): boolean {
	const to = stringIn(home, 'movedTo');
	const target = to === '' || to === story ? null : mapIn(blocks, to);
	if (target === null || !isStoryMap(target)) return false;
	const standIn = entryIn(blocks, to, id);
	return standIn !== null && stringIn(standIn, 'from') === story;
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

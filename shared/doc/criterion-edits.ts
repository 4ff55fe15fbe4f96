/** Puts criteria where they stand, moves them and takes them away: see `criterion-place`. */
import * as Y from 'yjs';
import { writeText } from '#shared/doc/apply-text.ts';
import { type Blocks, entryIn, isHome, standingHome } from '#shared/doc/criterion-place.ts';
import { mapIn, proseIn, stringIn, textIn } from '#shared/doc/read-value.ts';
import type { AcceptanceCriterionId, StoryId } from '#shared/id.ts';

/** Puts a criterion into a Story; one that was taken away there comes back, with these words. */
export function putCriterion(
	blocks: Blocks,
	story: StoryId,
	{ id, text }: { readonly id: AcceptanceCriterionId; readonly text: string },
	order: string,
): void {
	const entry = entryIn(blocks, story, id);
	const own = entry !== null && isHome(blocks, entry, id) ? entry : null;
	const home = entry && (standingHome(blocks, story, id, entry) ?? own);
	const words = home && textIn(home, 'text');
	if (words) {
		if (home.has('gone')) home.delete('gone');
		if (home === entry && home.has('movedTo')) home.delete('movedTo');
		entry.set('order', order);
		writeText(words, text);
		return;
	}
	const map = mapIn(blocks, story);
	const criteria = map && mapIn(map, 'criteria');
	criteria?.set(id, newEntry([['order', order]], text));
}

/** Moves a criterion from the Story in which it stands to another one. */
export function carryCriterion(
	blocks: Blocks,
	id: AcceptanceCriterionId,
	from: StoryId,
	to: StoryId,
	order: string,
): void {
	const entry = entryIn(blocks, from, id);
	const home = entry && standingHome(blocks, from, id, entry);
	const target = mapIn(blocks, to);
	const criteria = target && mapIn(target, 'criteria');
	if (!entry || !home || !criteria) return;
	const homeStory = entry === home ? from : stringIn(entry, 'from');
	if (homeStory === to) {
		home.delete('movedTo');
		home.set('order', order);
	} else {
		const place: [string, unknown][] = [
			['order', order],
			['from', homeStory],
		];
		criteria.set(id, newEntry(place, proseIn(home, 'text')));
		home.set('movedTo', to);
	}
	if (entry !== home) removeEntry(blocks, from, id);
}

/** Takes a criterion away; whoever edits it meanwhile, and has not heard, keeps it. */
export function dropCriterion(blocks: Blocks, story: StoryId, id: AcceptanceCriterionId): void {
	const entry = entryIn(blocks, story, id);
	const home = entry && standingHome(blocks, story, id, entry);
	if (home) home.set('gone', textIn(home, 'text')?.toString() ?? '');
}

/** Gives a criterion another order key, where it stands in this Story. */
export function placeCriterion(blocks: Blocks, story: StoryId, id: string, order: string): void {
	entryIn(blocks, story, id)?.set('order', order);
}

function newEntry(values: readonly [string, unknown][], text: string): Y.Map<unknown> {
	return new Y.Map<unknown>([...values, ['text', new Y.Text(text)]]);
}

function removeEntry(blocks: Blocks, story: string, id: string): void {
	const map = mapIn(blocks, story);
	if (map) mapIn(map, 'criteria')?.delete(id);
}

/**
 * A Story that was taken away, and the only file that knows how: `kind` is `gone`, and `gone` holds
 * its words then. One that says other words by now was edited by somebody who had not heard, and
 * is back: an edit outlives a deletion.
 */
import type * as Y from 'yjs';
import * as z from 'zod/mini';
import { mapIn, textIn } from '#shared/doc/read-value.ts';

/** Words by field, or by the criterion's id. */
const Words = z.record(z.string(), z.string());
type Words = z.infer<typeof Words>;

/** Whether a block is a Story that is there by its own words; see also `criterion-place`. */
export function isStoryMap(map: Y.Map<unknown>): boolean {
	const kind = map.get('kind');
	return kind === 'story' || (kind === 'gone' && wasEditedSince(map));
}

export function isTakenAway(map: Y.Map<unknown>): boolean {
	return map.get('kind') === 'gone';
}

/** Takes a Story away, with the criteria that stand in it. No transaction of its own. */
export function takeAway(map: Y.Map<unknown>, criteria: Words): void {
	map.set('gone', { ...wordsOf(map), ...criteria });
	map.set('kind', 'gone');
}

/** Whether whoever took a Story away had read these words there as this criterion's. */
export function wentWith(map: Y.Map<unknown>, criterion: string, words: string): boolean {
	return isTakenAway(map) && Words.safeParse(map.get('gone')).data?.[criterion] === words;
}

/** Makes it a Story again. No transaction of its own. */
export function bringBack(map: Y.Map<unknown>): void {
	map.set('kind', 'story');
	map.delete('gone');
}

/** What was moved away or taken out since says nothing: only other words do. */
function wasEditedSince(map: Y.Map<unknown>): boolean {
	const before = Words.safeParse(map.get('gone')).data ?? {};
	return Object.entries(wordsOf(map)).some(([key, words]) => (before[key] ?? '') !== words);
}

/** Every text that has its home in the Story and was not moved away. */
function wordsOf(map: Y.Map<unknown>): Words {
	const words: [string, string][] = ['title', 'narrative', 'notes'].map((key) => [
		key,
		textIn(map, key)?.toString() ?? '',
	]);
	const criteria = mapIn(map, 'criteria');
	for (const id of criteria?.keys() ?? []) {
		const entry = criteria && mapIn(criteria, id);
		if (!entry || entry.has('movedTo') || entry.has('from')) continue;
		const text = textIn(entry, 'text')?.toString() ?? '';
		if (entry.get('gone') !== text) words.push([id, text]);
	}
	return Object.fromEntries(words);
}

/** Writes to several Stories at once. Each function is one transaction and one undo step. */
import { writeText } from '#shared/doc/apply-text.ts';
import { takeStory } from '#shared/doc/edits/stories.ts';
import { keysBetween } from '#shared/doc/fractional-index.ts';
import { inOneStep } from '#shared/doc/one-step.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { textIn } from '#shared/doc/read-value.ts';
import { readBlockOrder, type StoriesDoc, storyMapOf } from '#shared/doc/stories-doc.ts';
import type { StoryId } from '#shared/id.ts';

/** Moves Stories, in the order given, right after a block, or ahead of all others (null). */
export function moveStories(
	doc: StoriesDoc,
	ids: readonly StoryId[],
	after: string | null,
	origin: Origin,
): void {
	const maps = ids.flatMap((id) => storyMapOf(doc, id) ?? []);
	const moved = new Set<string>(ids);
	const others = readBlockOrder(doc.blocks).filter(({ id }) => !moved.has(id));
	const at = after === null ? -1 : others.findIndex(({ id }) => id === after);
	const keys = keysBetween(others[at]?.order ?? null, others[at + 1]?.order ?? null, maps.length);
	inOneStep(doc.yDoc, origin, () => {
		for (const [n, map] of maps.entries()) map.set('order', keys[n]);
	});
}

/** Deletes the Stories' texts. Stories that the log names are archived instead; callers see to it. */
export function removeStories(doc: StoriesDoc, ids: readonly StoryId[], origin: Origin): void {
	inOneStep(doc.yDoc, origin, () => {
		for (const id of ids) takeStory(doc, id);
	});
}

/** Makes the notes of each Story what `rewrite` answers, by the smallest edits. */
export function rewriteNotes(
	doc: StoriesDoc,
	ids: readonly StoryId[],
	rewrite: (notes: string) => string,
	origin: Origin,
): void {
	inOneStep(doc.yDoc, origin, () => {
		for (const id of ids) {
			const map = storyMapOf(doc, id);
			const notes = map && textIn(map, 'notes');
			if (notes) writeText(notes, rewrite(notes.toString()));
		}
	});
}

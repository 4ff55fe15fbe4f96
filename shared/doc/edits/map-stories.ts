import { type ContextsDoc, contextMapOf, readContexts } from '#shared/doc/contexts-doc.ts';
import { inOneStep } from '#shared/doc/one-step.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { mapIn } from '#shared/doc/read-value.ts';
import type { ContextId, StoryId } from '#shared/id.ts';

/**
 * Gives Stories to one Context and takes them from every other; to none with null. One transaction
 * and one undo step.
 */
export function mapStories(
	doc: ContextsDoc,
	stories: readonly StoryId[],
	context: ContextId | null,
	origin: Origin,
): void {
	const contexts = readContexts(doc);
	inOneStep(doc.yDoc, origin, () => {
		for (const { id, stories: held } of contexts) {
			const map = contextMapOf(doc, id);
			const set = map && mapIn(map, 'stories');
			for (const story of set ? stories : []) {
				const has = held.includes(story);
				if (id === context && !has) set?.set(story, true);
				else if (id !== context && has) set?.delete(story);
			}
		}
	});
}

import type * as Y from 'yjs';
import { type BlockEvent, BlockIndex } from '#client/state/artefact/block-index.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { Story } from '#shared/artefact/story.ts';
import { shownIn, storiesAround } from '#shared/doc/criterion-place.ts';
import { mapIn } from '#shared/doc/read-value.ts';
import { openStoriesDoc, readStory } from '#shared/doc/stories-doc.ts';
import { isTakenAway } from '#shared/doc/story-gone.ts';
import { StoryId } from '#shared/id.ts';

/** The Stories of the document. */
export class StoryIndex extends BlockIndex<StoryId, Story> {
	constructor(replicas: Pick<Replicas, 'of' | 'changesOf'>) {
		super(replicas, {
			name: 'stories',
			open: openStoriesDoc,
			idOf: (key) => StoryId.safeParse(key).data ?? null,
			read: readStory,
			around: ({ blocks }, events) => around(blocks, events),
		});
	}
}

/** A criterion's words are at home in one Story and may stand in another. */
function around(blocks: Y.Map<unknown>, events: readonly BlockEvent[]): Iterable<string> {
	const changed = new Set<string>();
	const shown: string[] = [];
	for (const { path, keys } of events) {
		const [story, , criterion, field] = path;
		if (story === undefined) {
			for (const [key, { action }] of keys) if (action === 'delete') changed.add(key);
			continue;
		}
		// Words typed into one that was taken away bring it back, and what was moved to it.
		const map = mapIn(blocks, String(story));
		if (map !== null && isTakenAway(map)) changed.add(String(story));
		if (field !== undefined) {
			shown.push(...shownIn(blocks, String(story), String(criterion)));
		} else if (path.length > 1 ? path[1] === 'criteria' : keys.has('kind')) {
			changed.add(String(story));
		}
	}
	return changed.size === 0 ? shown : [...shown, ...storiesAround(blocks, changed)];
}

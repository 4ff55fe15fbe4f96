import { BlockIndex } from '#client/state/block-index.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { Story } from '#shared/artefact/story.ts';
import { openStoriesDoc, readStory } from '#shared/doc/stories-doc.ts';
import { StoryId } from '#shared/id.ts';

/** The Stories of the document. */
export class StoryIndex extends BlockIndex<StoryId, Story> {
	constructor(replicas: Replicas) {
		super(replicas, {
			name: 'stories',
			open: openStoriesDoc,
			idOf: (key) => StoryId.safeParse(key).data ?? null,
			read: readStory,
		});
	}
}

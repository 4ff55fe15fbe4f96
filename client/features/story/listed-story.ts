import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { StoryMetadata } from '#shared/artefact/story-metadata.ts';
import type { ContextId } from '#shared/id.ts';

/** A Story as the list shows it. `number` is its place in the document, from 1. */
export interface ListedStory {
	readonly story: Story;
	readonly number: number;
	readonly view: ArtefactView;
	readonly metadata: StoryMetadata;
	readonly contexts: readonly ContextId[];
	readonly errors: number;
	readonly warnings: number;
}

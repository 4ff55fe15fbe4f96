import type { Rooms } from '#server/sync/rooms.ts';
import { openContextsDoc, readContext } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc, readDesignText } from '#shared/doc/design-doc.ts';
import { designDocName } from '#shared/doc/doc-name.ts';
import { openStoriesDoc, readStory } from '#shared/doc/stories-doc.ts';
import { type ArtefactId, ComponentId, ContextId, StoryId } from '#shared/id.ts';
import type { EditionFields } from '#shared/protocol/history.ts';

/** What an artefact says in its document right now; null when it is not there. */
export function readFields(rooms: Rooms, id: ArtefactId): EditionFields | null {
	const story = StoryId.safeParse(id);
	if (story.success) {
		const read = readStory(openStoriesDoc(rooms.open('stories').yDoc), story.data);
		return read && { kind: 'story', story: read };
	}
	const context = ContextId.safeParse(id);
	if (context.success) {
		const read = readContext(openContextsDoc(rooms.open('contexts').yDoc), context.data);
		return read && { kind: 'context', context: read };
	}
	const name = designDocName(ComponentId.parse(id));
	const markdown = readDesignText(openDesignDoc(rooms.open(name).yDoc));
	return markdown === '' ? null : { kind: 'design', markdown };
}

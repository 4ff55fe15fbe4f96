/** A stories file as a person wrote it, and its document. */
import * as Y from 'yjs';
import type { Origin } from '#shared/doc/origin.ts';
import { seedOf } from '#shared/doc/seed.ts';
import { openStoriesDoc, readStoryBlocks, type StoriesDoc } from '#shared/doc/stories-doc.ts';
import { writeStories } from '#shared/markdown/stories.ts';

export const ada: Origin = { kind: 'person', id: 'ada' };
export const FILE = `# Shop

## Sign in

As a reader.

**Acceptance Criteria**
- It works
- It fails well

---

## Sign out

**Acceptance Criteria**
- It ends
`;

/** A document of stories that was founded on this text. */
export function docOf(text: string): StoriesDoc {
	const yDoc = new Y.Doc();
	Y.applyUpdate(yDoc, seedOf('stories', text).update);
	return openStoriesDoc(yDoc);
}

/** The file that the document makes of `base`, without id comments. */
export function printed(doc: StoriesDoc, base: string): string {
	return writeStories(base, readStoryBlocks(doc)).replace(/ <!-- [a-z]{2}_[0-9a-z]{10} -->/g, '');
}

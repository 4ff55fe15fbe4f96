import { bulkStoryEdits } from '#client/state/artefact/bulk-story-edits.ts';
import { contextEdits } from '#client/state/artefact/context-edits.ts';
import type { EditTools } from '#client/state/artefact/edit-tools.ts';
import type { Edits } from '#client/state/artefact/edits.ts';
import { storyEdits } from '#client/state/artefact/story-edits.ts';
import { commentEdits } from '#client/state/comment/comment-edits.ts';
import { contextMapOf, openContextsDoc } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc, readDesignText } from '#shared/doc/design-doc.ts';
import { designDocName } from '#shared/doc/doc-name.ts';
import { addContext } from '#shared/doc/edits/contexts.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import { addStory } from '#shared/doc/edits/stories.ts';
import { readStory } from '#shared/doc/stories-doc.ts';
import { type ComponentId, mintId } from '#shared/id.ts';

export function createEdits(tools: EditTools): Edits {
	const { replicas, origin } = tools;

	return {
		...storyEdits(tools),
		...bulkStoryEdits(tools),
		...contextEdits(tools),
		...commentEdits(tools),

		insert({ stories, contexts, designs }) {
			const contextsDoc = openContextsDoc(replicas.of('contexts').doc);
			for (const story of stories)
				if (readStory(tools.storiesDoc(), story.id) === null)
					addStory(tools.storiesDoc(), story, undefined, origin);
			for (const context of contexts)
				if (contextMapOf(contextsDoc, context.id) === null)
					addContext(contextsDoc, context, undefined, origin);
			for (const { id, markdown } of designs) {
				const doc = openDesignDoc(replicas.of(designDocName(id)).doc);
				if (readDesignText(doc) === '') setDesign(doc, markdown, origin);
			}
		},

		addDesign(write) {
			const id = mintId('cp', tools.random);
			writeDesign(id, write(id));
			return id;
		},
		setDesign: writeDesign,
	};

	function writeDesign(design: ComponentId, markdown: string): void {
		setDesign(openDesignDoc(replicas.of(designDocName(design)).doc), markdown, origin);
	}
}

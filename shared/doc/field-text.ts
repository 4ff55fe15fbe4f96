import type * as Y from 'yjs';
import { contextMapOf, openContextsDoc } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { type DocName, designDocName } from '#shared/doc/doc-name.ts';
import { textIn } from '#shared/doc/read-value.ts';
import { criterionTextOf, openStoriesDoc, storyMapOf } from '#shared/doc/stories-doc.ts';
import {
	AcceptanceCriterionId,
	type ArtefactId,
	ComponentId,
	ContextId,
	StoryId,
} from '#shared/id.ts';

/** The one field of a Design: its whole Markdown. */
export const DESIGN_FIELD = 'markdown';

/**
 * The shared text behind a field of an artefact (`title`, `criteria/ac_…`, `markdown`), or null
 * when there is no such field any more. `open` gives the document of a name.
 */
export function fieldText(
	id: ArtefactId,
	field: string,
	open: (name: DocName) => Y.Doc,
): Y.Text | null {
	const story = StoryId.safeParse(id);
	if (story.success) {
		const doc = openStoriesDoc(open('stories'));
		const criterion = AcceptanceCriterionId.safeParse(field.replace('criteria/', ''));
		if (criterion.success) return criterionTextOf(doc, story.data, criterion.data);
		const map = storyMapOf(doc, story.data);
		return map && textIn(map, field);
	}
	const context = ContextId.safeParse(id);
	if (context.success) {
		const map = contextMapOf(openContextsDoc(open('contexts')), context.data);
		return map && textIn(map, field);
	}
	const design = ComponentId.safeParse(id);
	if (!design.success || field !== DESIGN_FIELD) return null;
	return openDesignDoc(open(designDocName(design.data))).markdown;
}

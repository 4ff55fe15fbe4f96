import { contextEdits } from '#client/state/context-edits.ts';
import type { EditTools } from '#client/state/edit-tools.ts';
import type { Edits } from '#client/state/edits.ts';
import { storyEdits } from '#client/state/story-edits.ts';
import { openCommentsDoc } from '#shared/doc/comments-doc.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { commentsDocName, designDocName } from '#shared/doc/doc-name.ts';
import { addComment, resolveThread } from '#shared/doc/edits/comments.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import { type ArtefactId, type CommentId, mintId } from '#shared/id.ts';

export function createEdits(tools: EditTools): Edits {
	const { replicas, origin, random, now, member } = tools;

	return {
		...storyEdits(tools),
		...contextEdits(tools),

		setDesign(design, markdown) {
			setDesign(openDesignDoc(replicas.of(designDocName(design)).doc), markdown, origin);
		},

		addComment(artefact, text, anchor = null) {
			const thread = mintId('cm', random);
			write(artefact, thread, text, anchor);
			return thread;
		},
		reply: (artefact, thread, text) => write(artefact, thread, text, null),
		resolve(artefact, thread, resolved) {
			resolveThread(commentsOf(artefact), thread, resolved, origin);
		},
	};

	function commentsOf(artefact: ArtefactId) {
		return openCommentsDoc(replicas.of(commentsDocName(artefact)).doc);
	}

	function write(
		artefact: ArtefactId,
		thread: CommentId,
		text: string,
		anchor: string | null,
	): void {
		const by = member();
		if (by === null) throw new Error('Only a member comments.');
		const comment = { id: mintId('cm', random), by, at: now().toISOString(), text };
		addComment(commentsOf(artefact), { id: thread, anchor }, comment, origin);
	}
}

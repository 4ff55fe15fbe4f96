import type { EditTools } from '#client/state/artefact/edit-tools.ts';
import type { Edits } from '#client/state/artefact/edits.ts';
import { type Comment, freshComment } from '#shared/doc/comment.ts';
import { type CommentsDoc, findComment, openCommentsDoc } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import {
	addComment,
	deleteComment,
	editComment,
	resolveThread,
} from '#shared/doc/edits/comments.ts';
import { type ArtefactId, type CommentId, type MemberId, mintId } from '#shared/id.ts';

type CommentEdits = Pick<
	Edits,
	'addComment' | 'reply' | 'editComment' | 'deleteComment' | 'resolve'
>;

export function commentEdits({ replicas, origin, random, now, member }: EditTools): CommentEdits {
	return {
		addComment: (artefact, text, anchor = null) => write(artefact, { text, anchor, thread: null }),
		reply: (artefact, thread, text) => write(artefact, { text, anchor: null, thread }),
		editComment(artefact, id, text) {
			const doc = ownDoc(artefact, id);
			if (doc !== null) editComment(doc, id, { text, at: now().toISOString() }, origin);
		},
		deleteComment(artefact, id) {
			const doc = ownDoc(artefact, id);
			if (doc !== null) deleteComment(doc, id, now().toISOString(), origin);
		},
		resolve(artefact, thread, resolved) {
			const resolution = { resolved, by: mustBeMember(), at: now().toISOString() };
			resolveThread(docOf(artefact), thread, resolution, origin);
		},
	};

	function docOf(artefact: ArtefactId): CommentsDoc {
		return openCommentsDoc(replicas.of(commentsDocName(artefact)).doc);
	}

	/** The relay refuses whoever changes another's comment, so nothing here tries to. */
	function ownDoc(artefact: ArtefactId, id: CommentId): CommentsDoc | null {
		const doc = docOf(artefact);
		return findComment(doc, id)?.by === member() ? doc : null;
	}

	function mustBeMember(): MemberId {
		const by = member();
		if (by === null) throw new Error('Only a member comments.');
		return by;
	}

	function write(
		artefact: ArtefactId,
		said: Pick<Comment, 'text' | 'anchor' | 'thread'>,
	): CommentId {
		const id = mintId('cm', random);
		const by = mustBeMember();
		const comment = freshComment({ id, by, at: now().toISOString(), ...said });
		addComment(docOf(artefact), comment, origin);
		return id;
	}
}

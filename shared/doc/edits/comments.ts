/** Every write to comments. Each function is one transaction and one undo step. */
import * as Y from 'yjs';
import type { Comment, CommentsDoc } from '#shared/doc/comments-doc.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { mapIn } from '#shared/doc/read-value.ts';
import type { CommentId } from '#shared/id.ts';

/** Starts a thread, or answers in it when it is there. */
export function addComment(
	doc: CommentsDoc,
	thread: { readonly id: CommentId; readonly anchor: string | null },
	comment: Comment,
	origin: Origin,
): void {
	doc.yDoc.transact(() => {
		const entry = new Y.Map<unknown>(Object.entries(comment));
		const list = mapIn(doc.threads, thread.id)?.get('comments');
		if (list instanceof Y.Array) list.push([entry]);
		else {
			doc.threads.set(
				thread.id,
				new Y.Map<unknown>([
					['resolved', false],
					['anchor', thread.anchor],
					['comments', Y.Array.from([entry])],
				]),
			);
		}
	}, origin);
}

/** Closes a thread, or opens it again. */
export function resolveThread(
	doc: CommentsDoc,
	id: CommentId,
	resolved: boolean,
	origin: Origin,
): void {
	doc.yDoc.transact(() => mapIn(doc.threads, id)?.set('resolved', resolved), origin);
}

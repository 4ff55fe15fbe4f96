/**
 * A `comments:<artefact id>` document.
 *
 *   threads  Y.Map { cm_… → Y.Map { resolved: boolean, anchor: string | null,
 *                                   comments: Y.Array<Y.Map { id, by, at, text }> } }
 *
 * An anchor names a field of the artefact (`title`, `criteria/ac_…`) or holds an encoded
 * Y.RelativePosition. Threads read in the order of their first comment's time, then by id.
 */
import * as Y from 'yjs';
import * as z from 'zod/mini';
import { mapIn } from '#shared/doc/read-value.ts';
import { AgentId, CommentId, MemberId } from '#shared/id.ts';

export const Comment = z.object({
	id: CommentId,
	by: z.union([MemberId, AgentId]),
	at: z.iso.datetime(),
	text: z.string(),
});
export type Comment = z.infer<typeof Comment>;

export interface Thread {
	readonly id: CommentId;
	readonly resolved: boolean;
	readonly anchor: string | null;
	readonly comments: readonly Comment[];
}

export interface CommentsDoc {
	readonly yDoc: Y.Doc;
	readonly threads: Y.Map<unknown>;
}

export function openCommentsDoc(yDoc: Y.Doc): CommentsDoc {
	return { yDoc, threads: yDoc.getMap('threads') };
}

export function readThreads(doc: CommentsDoc): Thread[] {
	const threads = [...doc.threads.keys()].flatMap((key) => readThread(doc, key) ?? []);
	return threads.sort((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1));
}

function readThread(doc: CommentsDoc, key: string): Thread | null {
	const id = CommentId.safeParse(key);
	const map = mapIn(doc.threads, key);
	if (!id.success || map === null) return null;
	const list = map.get('comments');
	const comments = list instanceof Y.Array ? list.toArray().flatMap(readComment) : [];
	if (comments.length === 0) return null;
	const anchor = map.get('anchor');
	return {
		id: id.data,
		resolved: map.get('resolved') === true,
		anchor: typeof anchor === 'string' ? anchor : null,
		comments,
	};
}

function readComment(value: unknown): Comment[] {
	const comment = Comment.safeParse(value instanceof Y.Map ? value.toJSON() : value);
	return comment.success ? [comment.data] : [];
}

function sortKeyOf(thread: Thread): string {
	return `${thread.comments[0]?.at ?? ''} ${thread.id}`;
}

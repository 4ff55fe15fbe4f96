/**
 * A `comments:<artefact id>` document.
 *
 *   comments  Y.Map { cm_… → Y.Map { thread, by, at, text, anchor, edited, deleted, resolution } }
 *   threads   what Lintel 0.1 wrote, read and never written:
 *             Y.Map { cm_… → Y.Map { resolved, anchor, comments: Y.Array<Y.Map { id, by, at, text }> } }
 *
 * Flat, one entry a comment, so that two clones that read the same files hold the same set.
 */
import * as Y from 'yjs';
import { Comment, freshComment, MAX_COMMENT } from '#shared/doc/comment.ts';
import { mapIn } from '#shared/doc/read-value.ts';
import { CommentId } from '#shared/id.ts';

/** Comments about one passage, in the order they were written. */
export interface Thread {
	/** The id of the comment that began it. */
	readonly id: CommentId;
	readonly resolved: boolean;
	readonly resolution: Comment['resolution'];
	readonly anchor: Comment['anchor'];
	readonly comments: readonly Comment[];
}

export interface CommentsDoc {
	readonly yDoc: Y.Doc;
	readonly comments: Y.Map<unknown>;
	readonly former: Y.Map<unknown>;
}

export function openCommentsDoc(yDoc: Y.Doc): CommentsDoc {
	return { yDoc, comments: yDoc.getMap('comments'), former: yDoc.getMap('threads') };
}

/** Every comment, in the order they were written. */
export function readComments(doc: CommentsDoc): Comment[] {
	const all = new Map<CommentId, Comment>();
	for (const comment of formerComments(doc)) all.set(comment.id, comment);
	for (const [key, value] of doc.comments.entries()) {
		const comment = readComment(key, value);
		if (comment !== null) all.set(comment.id, comment);
	}
	return [...all.values()].sort(byTime);
}

/** One comment, as it is or as Lintel 0.1 wrote it. */
export function findComment(doc: CommentsDoc, id: CommentId): Comment | null {
	const found = readComment(id, doc.comments.get(id));
	return found ?? formerComments(doc).find((comment) => comment.id === id) ?? null;
}

export function readThreads(doc: CommentsDoc): Thread[] {
	return threadsOf(readComments(doc));
}

/** Comments by thread, in the order of what began them. An answer to nothing begins its own. */
export function threadsOf(comments: readonly Comment[]): Thread[] {
	const byThread = Map.groupBy(comments, ({ id, thread }) => thread ?? id);
	return Array.from(byThread, ([id, group]) => {
		const first = group.find((comment) => comment.id === id);
		const ordered = first === undefined ? group : [first, ...group.filter((one) => one !== first)];
		const { resolution = null, anchor = null } = first ?? {};
		const resolved = resolution?.resolved === true;
		return { id, resolved, resolution, anchor, comments: ordered };
	});
}

function readComment(key: string, value: unknown): Comment | null {
	if (!(value instanceof Y.Map)) return null;
	const plain: Record<string, unknown> = value.toJSON();
	const { text, anchor = null, thread = null, edited = null, deleted = null } = plain;
	const comment = Comment.safeParse({
		...{ id: key, by: plain.by, at: plain.at, thread, edited, deleted },
		text: typeof text === 'string' ? text.slice(0, MAX_COMMENT).toWellFormed() : null,
		// A passage that nobody can read is no reason to lose what was said about it.
		anchor: Comment.shape.anchor.safeParse(anchor).data ?? null,
		resolution: Comment.shape.resolution.safeParse(plain.resolution).data ?? null,
		fromFile: plain.fromFile === true,
	});
	return comment.success ? comment.data : null;
}

function formerComments(doc: CommentsDoc): Comment[] {
	return [...doc.former.keys()].flatMap((key) => {
		const map = mapIn(doc.former, key);
		const list = map?.get('comments');
		const texts = list instanceof Y.Array ? list.toArray() : [];
		const read = texts.flatMap((one) => formerComment(one) ?? []);
		const first = read[0];
		if (first === undefined) return [];
		const { by, at } = read.at(-1) ?? first;
		const resolution = map?.get('resolved') === true ? { resolved: true, by, at } : null;
		return read.map((one) =>
			one === first ? { ...one, resolution } : { ...one, thread: first.id },
		);
	});
}

function formerComment(value: unknown): Comment | null {
	const plain: Record<string, unknown> = value instanceof Y.Map ? value.toJSON() : {};
	const id = CommentId.safeParse(plain.id);
	if (!id.success || !(value instanceof Y.Map)) return null;
	const comment = readComment(id.data, value);
	return comment === null ? null : freshComment({ ...comment, anchor: null });
}

function byTime(one: Comment, other: Comment): number {
	return `${one.at} ${one.id}` < `${other.at} ${other.id}` ? -1 : 1;
}

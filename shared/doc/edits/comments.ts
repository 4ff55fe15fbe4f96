/** Every write to comments. Each function is one transaction of one Origin. */
import * as Y from 'yjs';
import { type Comment, MAX_COMMENT, type Resolution, unionOf } from '#shared/doc/comment.ts';
import { type CommentsDoc, findComment } from '#shared/doc/comments-doc.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { mapIn } from '#shared/doc/read-value.ts';
import type { CommentId } from '#shared/id.ts';

/** Adds a comment that is not there yet. */
export function addComment(doc: CommentsDoc, comment: Comment, origin: Origin): void {
	doc.yDoc.transact(() => {
		if (findComment(doc, comment.id) === null) write(doc, comment);
	}, origin);
}

export function editComment(
	doc: CommentsDoc,
	id: CommentId,
	{ text, at }: { readonly text: string; readonly at: string },
	origin: Origin,
): void {
	change(doc, id, { text: text.slice(0, MAX_COMMENT), edited: at }, origin);
}

/** Takes a comment's words away; that there was one stays. */
export function deleteComment(doc: CommentsDoc, id: CommentId, at: string, origin: Origin): void {
	change(doc, id, { text: '', deleted: at }, origin);
}

/** Closes the thread that this comment began, or opens it again. */
export function resolveThread(
	doc: CommentsDoc,
	id: CommentId,
	resolution: Resolution,
	origin: Origin,
): void {
	change(doc, id, { resolution }, origin);
}

/** Brings in what a file says of some comments, as sets: nothing here is taken away. */
export function mergeComments(
	doc: CommentsDoc,
	comments: readonly Comment[],
	origin: Origin,
): void {
	doc.yDoc.transact(() => {
		for (const comment of comments) {
			const known = findComment(doc, comment.id);
			if (known === null) write(doc, comment);
			else update(doc, known, unionOf(known, comment));
		}
	}, origin);
}

function change(doc: CommentsDoc, id: CommentId, to: Partial<Comment>, origin: Origin): void {
	doc.yDoc.transact(() => {
		const known = findComment(doc, id);
		if (known !== null) update(doc, known, { ...known, ...to });
	}, origin);
}

/** Sets only what differs, so that two people who change two things both have their way. */
function update(doc: CommentsDoc, known: Comment, wanted: Comment): void {
	const map = mapIn(doc.comments, known.id);
	if (map === null) {
		write(doc, wanted);
		return;
	}
	for (const [key, value] of fieldsOf(wanted)) {
		const before = new Map(fieldsOf(known)).get(key);
		if (JSON.stringify(before) !== JSON.stringify(value)) map.set(key, value);
	}
}

function write(doc: CommentsDoc, comment: Comment): void {
	doc.comments.set(comment.id, new Y.Map<unknown>(fieldsOf(comment)));
}

function fieldsOf({ id: _, ...fields }: Comment): [string, unknown][] {
	return Object.entries(fields);
}

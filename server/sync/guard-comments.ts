/**
 * What a Member may do to comments: write and change their own, and close and open threads in
 * their own name.
 *
 * What counts is what the document reads as before and after an update, not which of its parts the
 * update touched. An update that waits for others is refused: it would take effect later, with an
 * update of somebody else's, and look like theirs.
 */
import type * as Y from 'yjs';
import type { Guard, Outcome } from '#server/sync/write.ts';
import type { Comment } from '#shared/doc/comment.ts';
import { openCommentsDoc, readComments } from '#shared/doc/comments-doc.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import { refusal } from '#shared/refusal.ts';

export const guardComments: Guard = (yDoc) => {
	const before = commentsOf(yDoc);
	return (member) => {
		if (yDoc.store.pendingStructs || yDoc.store.pendingDs) return incomplete;
		const after = commentsOf(yDoc);
		const taken = [...before.keys()].some((id) => !after.has(id));
		if (taken) return notYours;
		const wrong = [...after.values()].some((comment) => {
			const known = before.get(comment.id);
			return known ? !mayBecome(known, comment, member) : !mayBegin(comment, member);
		});
		return wrong ? notYours : null;
	};
};

function commentsOf(yDoc: Y.Doc): Map<string, Comment> {
	return new Map(readComments(openCommentsDoc(yDoc)).map((one) => [one.id, one]));
}

function mayBegin(comment: Comment, member: string): boolean {
	const { by, resolution, fromFile } = comment;
	return by === member && !fromFile && (resolution === null || resolution.by === member);
}

function mayBecome(known: Comment, comment: Comment, member: string): boolean {
	const resolved = !isSame(known.resolution, comment.resolution);
	if (resolved && comment.resolution?.by !== member) return false;
	const { text, edited, deleted } = comment;
	const own = known.by === member ? { text, edited, deleted } : {};
	return isSame({ ...known, ...own, resolution: null }, { ...comment, resolution: null });
}

function isSame(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

const notYours: Outcome = {
	kind: 'refused',
	code: CLOSE.forbidden,
	refusal: refusal(
		'comment-author',
		'That would change a comment in somebody else’s name.',
		'Reload the page; comment in your own name.',
	),
};

const incomplete: Outcome = {
	kind: 'refused',
	code: CLOSE.conflict,
	refusal: refusal(
		'missing-updates',
		'That update builds on comments that the relay has never seen.',
		'Reload the page, so that both start from the same comments.',
	),
};

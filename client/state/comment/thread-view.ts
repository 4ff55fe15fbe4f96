import type { CommentView, ThreadView } from '#client/state/comment/comments.ts';
import type { ReadMarks } from '#client/state/notice/read-marks.svelte.ts';
import type { Comment } from '#shared/doc/comment.ts';
import type { Thread } from '#shared/doc/comments-doc.ts';
import { namesIn } from '#shared/doc/mention.ts';
import type { MemberId } from '#shared/id.ts';

interface Seen {
	readonly me: MemberId | null;
	nameOf(id: string): string;
	readonly marks: Pick<ReadMarks, 'isRead'>;
}

/** A thread as one person sees it. */
export function viewOfThread({ comments, ...thread }: Thread, seen: Seen): ThreadView {
	const views = comments.map((comment) => viewOf(comment, seen));
	const { id, anchor, resolved, resolution } = thread;
	return {
		...{ id, anchor, resolved, comments: views },
		resolvedBy: resolved && resolution !== null ? seen.nameOf(resolution.by) : null,
		unread: views.filter(({ unread }) => unread).length,
		mentionsMe: views.some(({ mentionsMe }) => mentionsMe),
	};
}

function viewOf(
	{ id, by, at, text, ...comment }: Comment,
	{ me, nameOf, marks }: Seen,
): CommentView {
	const deleted = comment.deleted !== null;
	const mine = by === me;
	return {
		...{ id, by, at, text, deleted, mine, fromFile: comment.fromFile },
		name: nameOf(by),
		edited: comment.edited !== null,
		unread: !mine && !deleted && !marks.isRead({ id, at }),
		mentionsMe: me !== null && namesIn(text).includes(me),
	};
}

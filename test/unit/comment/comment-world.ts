import { type Comment, freshComment } from '#shared/doc/comment.ts';
import { CommentId, MemberId } from '#shared/id.ts';

export const ADA = MemberId.parse('mb_0000000ada');
export const BEN = MemberId.parse('mb_0000000ben');
export const CM = CommentId.parse('cm_0000000001');
export const CM2 = CommentId.parse('cm_0000000002');

/** A moment, `n` minutes in. */
export function at(n: number): string {
	return `2026-11-22T12:${String(n).padStart(2, '0')}:00.000Z`;
}

export function comment(given: Partial<Comment>): Comment {
	return freshComment({ id: CM, by: ADA, at: at(0), text: 'Is this so?', ...given });
}

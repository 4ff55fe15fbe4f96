/**
 * `.lintel/comments/<artefact>/<id>.json`: one file a comment, the same bytes on every clone.
 *
 * Where a passage is in a shared text means nothing to another clone; its words do, so a file holds
 * only those.
 */
import * as z from 'zod/mini';
import { Anchor, Comment, freshComment, MAX_COMMENT } from '#shared/doc/comment.ts';
import { ArtefactId, CommentId } from '#shared/id.ts';
import { jsonIn } from '#shared/json-in.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export const COMMENTS_FOLDER = '.lintel/comments';

const { id, thread, by, at, edited, deleted, resolution } = Comment.shape;
const CommentFile = z.strictObject({
	...{ id, by, at, text: z.string().check(z.maxLength(MAX_COMMENT)) },
	thread: z.optional(thread),
	edited: z.optional(edited),
	deleted: z.optional(deleted),
	resolution: z.optional(resolution),
	anchor: z.optional(
		z.strictObject({
			field: Anchor.shape.field,
			quote: Anchor.shape.quote,
			before: z.optional(Anchor.shape.before),
			whole: z.optional(Anchor.shape.whole),
		}),
	),
});

export function commentPath(artefact: ArtefactId, comment: CommentId): string {
	return `${COMMENTS_FOLDER}/${artefact}/${comment}.json`;
}

/** What a path in the folder of comments names; null when it names no comment. */
export function commentAt(
	path: string,
): { readonly artefact: ArtefactId; readonly id: CommentId } | null {
	const [, of, name] = /^\.lintel\/comments\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
	const artefact = ArtefactId.safeParse(of);
	const comment = CommentId.safeParse(name);
	if (!artefact.success || !comment.success) return null;
	return { artefact: artefact.data, id: comment.data };
}

/** What is not so is left out, and keys have one order: a change shows as its line. */
export function printComment(comment: Comment): string {
	const { anchor } = comment;
	const words = {
		id: comment.id,
		thread: comment.thread,
		by: comment.by,
		at: comment.at,
		edited: comment.edited,
		deleted: comment.deleted,
		anchor: anchor && {
			field: anchor.field,
			quote: anchor.quote,
			before: anchor.before || null,
			whole: anchor.whole || null,
		},
		text: comment.text,
		resolution: comment.resolution,
	};
	return `${JSON.stringify(words, (_key, value: unknown) => value ?? undefined, '\t')}\n`;
}

/** The comment that a file of this name says. */
export function readComment(text: string, named: CommentId): Result<Comment, Refusal> {
	const parsed = CommentFile.safeParse(jsonIn(text));
	if (!parsed.success || parsed.data.id !== named) return err(malformed);
	const { anchor, ...rest } = parsed.data;
	return ok(
		freshComment({
			...rest,
			thread: rest.thread ?? null,
			edited: rest.edited ?? null,
			deleted: rest.deleted ?? null,
			resolution: rest.resolution ?? null,
			anchor: anchor ? anchorFrom(anchor) : null,
			fromFile: true,
		}),
	);
}

function anchorFrom(said: NonNullable<z.infer<typeof CommentFile>['anchor']>): Anchor {
	const { field, quote, before = '', whole = false } = said;
	return { field, quote, before, whole, from: null, to: null };
}

const malformed = refusal(
	'comment-unreadable',
	'This file is no comment that Lintel can read.',
	'Take it back from git, or delete it: nothing but this file is affected.',
);

import * as z from 'zod/mini';
import { Base64Url } from '#shared/base64url.ts';
import { AgentId, CommentId, MemberId } from '#shared/id.ts';

/** What one comment may hold. Longer ones read cut off. */
export const MAX_COMMENT = 10_000;
export const MAX_QUOTE = 400;
export const MAX_BEFORE = 40;

const Author = z.union([MemberId, AgentId]);

/**
 * The words of an artefact that a comment is about.
 *
 * `from` and `to` are encoded relative positions in the field's shared text, null when the comment
 * came in with a file. `quote` is what stood there when the comment was written, and `before` what
 * stood right before it: with them a passage is found again in another founding of the text, and
 * told when it is gone. `whole`: the comment is about the field, whatever it says.
 */
export const Anchor = z.object({
	field: z.string().check(z.minLength(1), z.maxLength(100)),
	from: z.nullable(Base64Url.check(z.maxLength(200))),
	to: z.nullable(Base64Url.check(z.maxLength(200))),
	quote: z.string().check(z.maxLength(MAX_QUOTE)),
	before: z.string().check(z.maxLength(MAX_BEFORE)),
	whole: z.boolean(),
});
export type Anchor = z.infer<typeof Anchor>;

/** The last time somebody closed a thread, or opened it again. */
export const Resolution = z.object({ resolved: z.boolean(), by: Author, at: z.iso.datetime() });
export type Resolution = z.infer<typeof Resolution>;

/**
 * One comment. `thread` is the comment that began the thread, null for that one itself, which
 * also holds the thread's anchor and resolution. A deleted comment stays, without its words.
 */
export const Comment = z.object({
	id: CommentId,
	thread: z.nullable(CommentId),
	by: Author,
	at: z.iso.datetime(),
	text: z.string(),
	anchor: z.nullable(Anchor),
	edited: z.nullable(z.iso.datetime()),
	deleted: z.nullable(z.iso.datetime()),
	resolution: z.nullable(Resolution),
	/** It came in with a file: the relay did not see who wrote it. */
	fromFile: z.boolean(),
});
export type Comment = z.infer<typeof Comment>;

/** A comment as it is just after it was written. */
export function freshComment(
	one: Pick<Comment, 'id' | 'by' | 'at' | 'text'> & Partial<Comment>,
): Comment {
	const rest = { thread: null, anchor: null, edited: null, deleted: null, resolution: null };
	return { ...rest, fromFile: false, ...one, text: one.text.slice(0, MAX_COMMENT) };
}

/**
 * What two tellings of the same comment add up to: the later words, the later resolution, and a
 * deletion for good. The same whichever side comes first.
 */
export function unionOf(one: Comment, other: Comment): Comment {
	const deleted = earliest(one.deleted, other.deleted);
	const [older, newer] = isLater(one.edited, other.edited, one.text, other.text)
		? [other, one]
		: [one, other];
	return {
		...older,
		text: deleted === null ? newer.text : '',
		edited: newer.edited,
		anchor: closerOf(one.anchor, other.anchor),
		deleted,
		resolution: laterOf(one.resolution, other.resolution),
		fromFile: one.text === other.text ? one.fromFile && other.fromFile : newer.fromFile,
	};
}

/** A file knows the words of a passage, a document also where they are. */
function closerOf(one: Anchor | null, other: Anchor | null): Anchor | null {
	if (one === null || other === null) return one ?? other;
	if ((one.from === null) !== (other.from === null)) return one.from === null ? other : one;
	return JSON.stringify(one) < JSON.stringify(other) ? one : other;
}

function earliest(one: string | null, other: string | null): string | null {
	if (one === null || other === null) return one ?? other;
	return one < other ? one : other;
}

function isLater(one: string | null, other: string | null, ours: string, theirs: string): boolean {
	if (one === other) return ours >= theirs;
	return (one ?? '') > (other ?? '');
}

function laterOf(one: Resolution | null, other: Resolution | null): Resolution | null {
	if (one === null || other === null) return one ?? other;
	if (one.at !== other.at) return one.at > other.at ? one : other;
	return one.resolved ? one : other;
}

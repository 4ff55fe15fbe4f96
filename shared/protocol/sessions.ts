/** What the relay tells of Sessions beside the log: transcripts, context packs and what was changed. */
import * as z from 'zod/mini';
import { ArtefactId, SessionId } from '#shared/id.ts';
import { ContextPack } from '#shared/session/context-pack.ts';
import { TranscriptEntry } from '#shared/session/transcript.ts';

/** How much of what is being said is told while it is said, in characters: its end. */
export const MOST_SAID = 4_000;

/** How many Sessions one connection follows at once. */
export const MOST_FOLLOWED = 50;

/** There is more to fetch of a Session: `n` is the number of its transcript's last entry. */
export const SessionActivity = z.object({
	type: z.literal('sessionActivity'),
	session: SessionId,
	n: z.int(),
	/**
	 * What its worker is saying just now, and is no entry yet: for who follows it. Absent while nothing
	 * is said.
	 */
	saying: z.optional(z.string().check(z.maxLength(MOST_SAID))),
});
export type SessionActivity = z.infer<typeof SessionActivity>;

/** Entries of a transcript, oldest first. */
export const TranscriptPage = z.object({ entries: z.array(TranscriptEntry), more: z.boolean() });
export type TranscriptPage = z.infer<typeof TranscriptPage>;

/** What whoever works on the open step is given to read; null where no step asks for any. */
export const SessionPack = z.object({
	step: z.nullable(z.string()),
	pack: z.nullable(ContextPack),
});
export type SessionPack = z.infer<typeof SessionPack>;

/** One text as it was when the Session started, and as it is; null where it was or is not there. */
export const SessionChange = z.object({
	artefact: z.nullable(ArtefactId),
	/** From the repository's root, for a file. */
	path: z.nullable(z.string()),
	before: z.nullable(z.string()),
	after: z.nullable(z.string()),
	/** Whether one of them was longer than is told. */
	cut: z.boolean(),
});
export type SessionChange = z.infer<typeof SessionChange>;

export const SessionChanges = z.object({
	changes: z.array(SessionChange),
	/** The branch of the Session's own worktree, where it has one. */
	branch: z.nullable(z.string()),
	/** How many changed texts are not told, because there are too many. */
	left: z.int(),
});
export type SessionChanges = z.infer<typeof SessionChanges>;

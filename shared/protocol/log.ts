/**
 * The log's own conversation over its WebSocket: JSON, one message a frame.
 *
 * Up: `hello` once, then `append` and `follow` as often as needed. Down: `welcome`, then `events` in the
 * relay's delivery order, and an answer to every `append`. A position is the count of events this
 * relay has numbered; it is for resuming only, no outcome depends on it.
 */
import * as z from 'zod/mini';
import { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import { Hash } from '#shared/hash.ts';
import { ArtefactId, ComponentId, SessionId } from '#shared/id.ts';
import { Blob } from '#shared/lifecycle/blob.ts';
import { Envelope } from '#shared/lifecycle/envelope.ts';
import { EventId } from '#shared/lifecycle/event.ts';
import { PolicyFile } from '#shared/lifecycle/policy-file.ts';
import { FileQuestion } from '#shared/protocol/file-question.ts';
import { MOST_FOLLOWED, SessionActivity } from '#shared/protocol/sessions.ts';
import { Traces } from '#shared/protocol/traces.ts';
import { Refusal } from '#shared/refusal.ts';
import { Finding } from '#shared/trace/finding.ts';
import { Settings } from '#shared/trace/settings.ts';

/** Opens the conversation: the root this client has pinned (null before founding), and where it left off. */
export const Hello = z.object({
	type: z.literal('hello'),
	protocol: z.int(),
	root: z.nullable(EventId),
	position: z.int().check(z.minimum(0)),
});

/** A frozen canonical text that a `submitted` names by its revision. */
export const FrozenText = z.object({ revision: Hash, text: z.string() });
export type FrozenText = z.infer<typeof FrozenText>;

/** Events in an order in which parents come first, with the texts and blobs they name. */
export const Append = z.object({
	type: z.literal('append'),
	/** The client's own number for this append; the answer repeats it. */
	ref: z.int(),
	envelopes: z.array(Envelope).check(z.maxLength(500)),
	texts: z.array(FrozenText),
	blobs: z.array(Blob),
});
export type Append = z.infer<typeof Append>;

/** The Sessions whose words are read as they are said: all of them, in place of those before. */
export const Follow = z.object({
	type: z.literal('follow'),
	sessions: z.array(SessionId).check(z.maxLength(MOST_FOLLOWED)),
});

export const LogUp = z.discriminatedUnion('type', [Hello, Append, Follow]);
export type LogUp = z.infer<typeof LogUp>;

export const Welcome = z.object({
	type: z.literal('welcome'),
	protocol: z.int(),
	root: z.nullable(EventId),
	position: z.int(),
});

export const Events = z.object({
	type: z.literal('events'),
	envelopes: z.array(Envelope),
	/** The position after the last of these. */
	position: z.int(),
	/** The heads of the relay's whole log after these: what hiding an event would change. */
	heads: z.array(EventId),
});

/** Every event of the append is on the relay's disk (or was already). */
export const Accepted = z.object({
	type: z.literal('accepted'),
	ref: z.int(),
	ids: z.array(EventId),
	position: z.int(),
});

/** None of the append was taken: the event that was wrong, and why. */
export const Refused = z.object({
	type: z.literal('refused'),
	ref: z.int(),
	event: z.nullable(EventId),
	refusal: Refusal,
});

/** The append waits: the relay has never seen these parents. Send them, then it again. */
export const Missing = z.object({
	type: z.literal('missing'),
	ref: z.int(),
	parents: z.array(EventId),
});

/** Tests of the checkout that somebody had run, from their start until they are signed or given up. */
export const TestsRunning = z.object({
	since: z.iso.datetime(),
	/** Whose tests. */
	designs: z.array(ComponentId),
	/** Whether what is attested is run again, and nothing will be signed. */
	replay: z.boolean(),
});
export type TestsRunning = z.infer<typeof TestsRunning>;

/** What this relay's checkout looks like: never logged, and shown with its age when offline. */
export const Observed = z.object({
	type: z.literal('observed'),
	/** Branch and short commit, `main 3fa2c1e`, or null outside git. */
	checkout: z.nullable(z.string()),
	at: z.iso.datetime(),
	/** The name of the preset that the checkout's config chooses. */
	preset: z.string(),
	/** What its config and templates say beyond that name; absent from a relay of before. */
	settings: z.optional(Settings),
	/** What its config wants the signed policy to be, where it says. */
	policy: z.optional(PolicyFile),
	/** Designs whose code and test files both exist, and Contexts and Stories all of whose Designs are so. */
	implemented: z.array(ArtefactId),
	/** Those that a green test run backs exactly as they read here, and what follows from them. */
	verified: z.optional(z.array(ArtefactId)),
	/** Of the Designs with test runs in the log, what these say of the files here. */
	evidence: z.optional(z.array(SeenEvidence)),
	/** What the files say: conflicts, outside changes, unreadable files. */
	findings: z.array(Finding),
	/**
	 * Which Findings were there before Lintel came, by `knownKey`, one as often as there are alike.
	 * Absent until the relay has looked: then what it said last holds.
	 */
	known: z.optional(z.array(z.string())),
	/** The tests that are being run here just now; absent while none are. */
	running: z.optional(TestsRunning),
	/** What a person has to settle about files. */
	questions: z.optional(z.array(FileQuestion)),
	/** Events not yet in `.lintel/log`, and so not yet in the team's repository. */
	unsaved: z.int(),
});
export type Observed = z.infer<typeof Observed>;

export const LogDown = z.discriminatedUnion('type', [
	Welcome,
	Events,
	Accepted,
	Refused,
	Missing,
	Observed,
	Traces,
	SessionActivity,
]);
export type LogDown = z.infer<typeof LogDown>;

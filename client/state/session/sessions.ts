import type { Decided } from '#client/state/lifecycle/decisions.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { ArtefactId, SessionId } from '#shared/id.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { SessionChanges, SessionPack } from '#shared/protocol/sessions.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import type { TranscriptEntry } from '#shared/session/transcript.ts';

/** The Sessions of the workspace as the log tells them, and what a person may do about them. */
export interface Sessions {
	/** Newest first; the same objects until something of them changes. */
	readonly all: readonly SessionState[];
	of(id: SessionId): SessionState | null;
	/** Events about Sessions that don't count, and why. */
	readonly uncounted: ReadonlyMap<EventId, Refusal>;
	/** Whether the relay has not taken something that was decided here about it. */
	isProvisional(id: SessionId): boolean;
	/** What a person signs, with the key of this device: offline too, and then provisional. */
	readonly deeds: SessionDeeds;
	/** What the relay tells beside the log. */
	readonly record: SessionRecord;
	readonly runner: Runner;
}

/** What may be asked for: a type, what it is about, and what the person wants, in their words. */
export interface AskedSession {
	readonly kind: SessionKind;
	readonly artefact: ArtefactId | null;
	readonly goal: string;
}

export interface SessionDeeds {
	/** Why it can't be started now; null where it can. */
	whyNotStart(asked: Pick<AskedSession, 'kind' | 'artefact'>): Refusal | null;
	start(asked: AskedSession): Promise<Result<SessionId, Refusal>>;
	/** Null, or why nobody here may do this to it now. */
	whyNot(id: SessionId, deed: SessionDeed): Refusal | null;
	answer(id: SessionId, text: string): Decided;
	/** Another budget for what waits; the note is for who works on it next. */
	reopen(id: SessionId, note: string): Decided;
	/** Takes the open step, from whoever holds it, for this person. */
	takeOver(id: SessionId): Decided;
	/** Hands in the step that this person holds; the relay checks it. */
	handIn(id: SessionId, output: unknown): Decided;
	giveBack(id: SessionId): Decided;
	cancel(id: SessionId, reason: string): Decided;
}

export type SessionDeed = 'answer' | 'reopen' | 'takeOver' | 'handIn' | 'giveBack' | 'cancel';

/** A transcript as far as this device has it. */
export interface Told {
	readonly entries: readonly TranscriptEntry[];
	/** False until the relay or this device answered once. */
	readonly known: boolean;
	/** Why the relay did not answer; null while it does. */
	readonly refusal: Refusal | null;
}

/** Something that the relay was asked for, or what this device kept of it. */
export interface Asked<T> {
	readonly value: T | null;
	readonly refusal: Refusal | null;
}

export interface SessionRecord {
	/** What was said and done, as far as it was fetched. */
	transcript(id: SessionId): Told;
	/** What is being said in it just now, and is no entry yet: its end; '' while nothing is. */
	saying(id: SessionId): string;
	/** When anything was last heard of who works on it, ISO 8601; null where nothing was. */
	heardOf(id: SessionId): string | null;
	/** Fetches a Session's transcript, and what comes to it, until it is called off. */
	follow(id: SessionId): () => void;
	pack(id: SessionId): Promise<Asked<SessionPack>>;
	changes(id: SessionId): Promise<Asked<SessionChanges>>;
}

/** The relay's own agent, which runs a Session when a person says so. */
export interface Runner {
	/** Why it can't run now, as the relay said last; null where it can. */
	readonly whyNot: Refusal | null;
	/** False until the relay answered once. */
	readonly known: boolean;
	/** Asks the relay whether it can, and what it runs. */
	look(): Promise<void>;
	/** Looks again whenever the relay has news of a Session, until it is called off. */
	follow(): () => void;
	isRunning(id: SessionId): boolean;
	run(id: SessionId): Promise<Result<void, Refusal>>;
	pause(id: SessionId): Promise<Result<void, Refusal>>;
}

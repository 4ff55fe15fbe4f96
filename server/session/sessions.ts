/**
 * The Sessions of one workspace, as the bridge, the runner, HTTP and the command line use them. People
 * act by events that their own keys sign; this is for Agents, for whom the relay signs.
 */
import type { SessionState } from '#machines/session/session-state.ts';
import type { AgentId, ArtefactId, SessionId } from '#shared/id.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';
import type { ContextPack } from '#shared/session/context-pack.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import type { WorkStep } from '#shared/session/session-type.ts';
import type { TranscriptBody, TranscriptEntry } from '#shared/session/transcript.ts';

/** The Agent that works. */
export interface Worker {
	readonly id: AgentId;
	readonly name: string;
}

/** A Session to be started. */
export interface AskedSession {
	readonly kind: SessionKind;
	readonly artefact: ArtefactId | null;
	/** What the person who asked for it wants, in their words. */
	readonly goal: string | null;
}

/** A step that is leased to who asked, with all they need. */
export interface StepInHand {
	readonly session: SessionState;
	readonly step: WorkStep;
	/** The JSON Schema of the output. */
	readonly schema: Record<string, unknown>;
	/** The retention of leases: when it lapses without a sign of life, ISO 8601. */
	readonly until: string;
	/** Why the last attempt was rejected, what people noted and answered; the newest last. */
	readonly feedback: readonly string[];
	readonly pack: ContextPack;
}

/** What became of what was handed in. */
export interface StepVerdict {
	readonly session: SessionState;
	readonly accepted: boolean;
	/** What every check said, in order; the first that objected last. */
	readonly checks: readonly {
		readonly check: string;
		readonly passed: boolean;
		readonly text: string;
	}[];
}

export interface Sessions {
	/** Every Session, the newest first; the same objects until something changes. */
	list(): readonly SessionState[];
	get(session: SessionId): SessionState | null;
	start(by: Worker, asked: AskedSession): Promise<Result<SessionState, Refusal>>;
	/** What its first step would be given, were it started now; null where no work step is the first. */
	preview(asked: AskedSession): Promise<Result<ContextPack | null, Refusal>>;
	/** Leases the Session's open work step, or renews one's own lease. Refuses where a person is waited for. */
	take(by: Worker, session: SessionId): Promise<Result<StepInHand, Refusal>>;
	/** Hands in a step one holds: it is checked at once. The same output again gives the same answer. */
	submit(
		by: Worker,
		session: SessionId,
		step: string,
		output: unknown,
	): Promise<Result<StepVerdict, Refusal>>;
	/** Asks people something; the step waits until one answers. */
	ask(
		by: Worker,
		session: SessionId,
		step: string,
		question: string,
	): Promise<Result<SessionState, Refusal>>;
	/** Gives a step one holds back, for others to go on with. */
	release(by: Worker, session: SessionId): Promise<Result<SessionState, Refusal>>;
	/** The pack of a Session's open work step, also for who doesn't hold it; null where there is none. */
	pack(session: SessionId): ContextPack | null;
	/** Adds to the transcript; all but a note is a sign of life of who holds the step. */
	tell(session: SessionId, who: string, body: TranscriptBody): void;
	/** At most `limit` entries after `n`, oldest first. */
	transcript(session: SessionId, after: number, limit: number): readonly TranscriptEntry[];
	/** Hears of every Session whose state or transcript changed. */
	onChange(listener: (session: SessionId) => void): () => void;
	/** Where a Session's files are written and tested: a worktree of its own, or the served folder. */
	workIn(session: SessionId, folder: string | null): void;
	/** The folder of its own that a Session's files are in; null for the served one. */
	folderOf(session: SessionId): string | null;
	stop(): void;
}

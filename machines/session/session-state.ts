/** What a Session's events fold to. Pure data: the app, the bridge and the runner read it alike. */
import type { Author } from '#machines/lifecycle/state.ts';
import type { ArtefactId, SessionId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';

export type SessionPhase =
	| 'preparing'
	| 'working'
	| 'validating'
	| 'revising'
	| 'waiting'
	| 'done'
	| 'failed'
	| 'cancelled';

/** Why a Session is `waiting`: always for a person. */
export type WaitingFor =
	/** The artefacts' gate is shut. */
	| { readonly for: 'approval'; readonly artefacts: readonly ArtefactId[] }
	/** Whoever works has asked something. */
	| {
			readonly for: 'answer';
			readonly question: EventId;
			readonly text: BlobRef;
			readonly by: Author | null;
	  }
	/** The retry budget is used up; the last reason, if anything was ever handed in. */
	| { readonly for: 'retry'; readonly reason: BlobRef | null }
	/** Child Sessions failed or were cancelled. */
	| { readonly for: 'children'; readonly sessions: readonly SessionId[] };

export interface Attempt {
	readonly submitted: EventId;
	readonly by: Author;
	readonly at: string;
	/** The blob with the output as canonical JSON. */
	readonly content: BlobRef;
	readonly verdict: 'accepted' | 'rejected' | null;
	readonly reason: BlobRef | null;
}

/** What whoever held the step wanted to know of people. */
export interface Question {
	readonly asked: EventId;
	/** Null only where a relay speaks for itself. */
	readonly by: Author | null;
	readonly question: BlobRef;
	readonly answer: BlobRef | null;
	/** Who answered; null while nobody has. */
	readonly answeredBy: Author | null;
}

export interface StepState {
	readonly name: string;
	/** `ready` for whoever takes it; `leased`; `submitted` and not judged; `waiting` for a person; `done`. */
	readonly status: 'pending' | 'ready' | 'leased' | 'submitted' | 'waiting' | 'done';
	/** Every one, in the log's order; a rejected attempt stays. */
	readonly attempts: readonly Attempt[];
	/** How many more rejections it takes before it waits for a person. */
	readonly attemptsLeft: number;
	/** What people said when they reopened it or sent it back. */
	readonly notes: readonly BlobRef[];
	readonly questions: readonly Question[];
}

/** Who holds the current step. */
export interface Lease {
	readonly event: EventId;
	readonly step: string;
	readonly by: Author;
	/** The key that signed it: a relay judges what came over its own leases. */
	readonly key: KeyId;
	readonly at: string;
}

export interface SessionState {
	readonly id: SessionId;
	readonly kind: SessionKind;
	readonly artefact: ArtefactId | null;
	readonly parent: SessionId | null;
	readonly goal: BlobRef | null;
	readonly started: {
		readonly event: EventId;
		/** Null where a relay started it itself, for a parent. */
		readonly by: Author | null;
		readonly key: KeyId;
		readonly at: string;
	};
	readonly phase: SessionPhase;
	/** The step that is next or being worked on; null once it ended. */
	readonly step: string | null;
	readonly steps: readonly StepState[];
	readonly waiting: WaitingFor | null;
	readonly lease: Lease | null;
	/** In the log's order, by the step that asked for them. */
	readonly children: readonly {
		readonly session: SessionId;
		readonly kind: SessionKind;
		readonly artefact: ArtefactId | null;
		readonly phase: SessionPhase;
	}[];
	readonly ended: {
		readonly event: EventId;
		readonly at: string;
		readonly reason: BlobRef | null;
	} | null;
	/** Events of it that do not count, and why: what a second relay's lease brought, a late verdict. */
	readonly notCounted: ReadonlyMap<EventId, Refusal>;
	/** Every event of it that counts, in the log's order. */
	readonly history: readonly EventId[];
}

/** What a Session's machine remembers besides where it stands. */
import type { Attempt, Lease, Question } from '#machines/session/session-state.ts';
import type { ArtefactId, SessionId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { MOST_ATTEMPTS } from '#shared/session/budget.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';

export interface StepRecord {
	readonly attempts: readonly Attempt[];
	readonly attemptsLeft: number;
	/** How many leases in a row ended with nothing handed in. */
	readonly lapses: number;
	/** How often people reopened it. */
	readonly round: number;
	readonly notes: readonly BlobRef[];
	readonly questions: readonly Question[];
}

export interface ChildRecord {
	readonly session: SessionId;
	readonly kind: SessionKind;
	readonly artefact: ArtefactId | null;
	readonly step: string;
	readonly round: number;
}

export interface SessionContext {
	readonly kind: SessionKind;
	readonly isChild: boolean;
	/** The step it has come to; null once all are done. */
	readonly at: string | null;
	readonly steps: Readonly<Record<string, StepRecord>>;
	readonly lease: Lease | null;
	/** Whether anybody ever held a step of it. */
	readonly wasLeased: boolean;
	readonly children: readonly ChildRecord[];
	/** What brought it to its step; null at the first one. */
	readonly since: EventId | null;
	/** The last time people reopened it. */
	readonly reopened: EventId | null;
	readonly ended: {
		readonly event: EventId;
		readonly at: string;
		readonly reason: BlobRef | null;
	} | null;
}

const FRESH: StepRecord = {
	...{ attempts: [], attemptsLeft: MOST_ATTEMPTS, lapses: 0, round: 0 },
	...{ notes: [], questions: [] },
};

export function emptyContext(kind: SessionKind, isChild: boolean): SessionContext {
	const steps = SESSION_TYPES[kind].steps.map(({ name }) => [name, FRESH] as const);
	return {
		...{ kind, isChild, at: null, steps: Object.fromEntries(steps), lease: null },
		...{ wasLeased: false, children: [], since: null, reopened: null, ended: null },
	};
}

export function recordOf(context: SessionContext, step: string): StepRecord {
	return context.steps[step] ?? FRESH;
}

/** What was handed in and waits for its verdict. */
export function unjudged(context: SessionContext): Attempt | null {
	if (context.at === null) return null;
	const last = recordOf(context, context.at).attempts.at(-1);
	return last?.verdict === null ? last : null;
}

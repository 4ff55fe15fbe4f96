import type { Author } from '#machines/lifecycle/state.ts';
import type { Attempt, Lease } from '#machines/session/session-state.ts';
import type { Role } from '#shared/artefact/role.ts';
import type { EventId, EventOf, LifecycleEvent } from '#shared/lifecycle/event.ts';
import { unreachable } from '#shared/unreachable.ts';

/** The events that a Session's machine takes, besides those that start its children. */
export type StepEvent = EventOf<
	| 'stepLeased'
	| 'stepSubmitted'
	| 'stepAccepted'
	| 'stepRejected'
	| 'stepAsked'
	| 'stepAnswered'
	| 'stepReopened'
	| 'leaseLapsed'
>;

export type SessionEvent = StepEvent | EventOf<'sessionStarted' | 'sessionEnded'>;

/** What the log says of an event's author, and a view of its past. */
export interface Told {
	readonly id: EventId;
	/** Null where a relay speaks for itself. */
	readonly by: Author | null;
	/** The Member's role for this event; null for an Agent and a relay. */
	readonly role: Role | null;
	/** Whether its author knew of that event. */
	sees(id: EventId): boolean;
}

/** A `stepAccepted` that counts by what its relay knew; see accepted-apart.ts. */
export interface AcceptedApart extends Told {
	readonly type: 'acceptedApart';
	readonly event: EventOf<'stepAccepted'>;
	readonly lease: Lease;
	readonly attempt: Attempt;
}

/** An event as the machine sees it. `childStarted` is a child's `sessionStarted`, told to its parent. */
export type SessionFact =
	| (Told & { readonly type: 'childStarted'; readonly event: EventOf<'sessionStarted'> })
	| AcceptedApart
	| (Told & { readonly type: 'sessionEnded'; readonly event: EventOf<'sessionEnded'> })
	| {
			[T in StepEvent['type']]: Told & { readonly type: T; readonly event: EventOf<T> };
	  }[StepEvent['type']];

export type FactOf<T extends SessionFact['type']> = Extract<SessionFact, { type: T }>;

export function isSessionEvent(event: LifecycleEvent): event is SessionEvent {
	return 'session' in event;
}

export function factWith(told: Told, event: SessionEvent): SessionFact {
	switch (event.type) {
		case 'sessionStarted':
			return { ...told, type: 'childStarted', event };
		case 'stepLeased':
			return { ...told, type: event.type, event };
		case 'stepSubmitted':
			return { ...told, type: event.type, event };
		case 'stepAccepted':
			return { ...told, type: event.type, event };
		case 'stepRejected':
			return { ...told, type: event.type, event };
		case 'stepAsked':
			return { ...told, type: event.type, event };
		case 'stepAnswered':
			return { ...told, type: event.type, event };
		case 'stepReopened':
			return { ...told, type: event.type, event };
		case 'leaseLapsed':
			return { ...told, type: event.type, event };
		case 'sessionEnded':
			return { ...told, type: event.type, event };
		default:
			return unreachable(event);
	}
}

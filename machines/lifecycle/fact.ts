import type { Recorded } from '#machines/lifecycle/context.ts';
import type { Author } from '#machines/lifecycle/state.ts';
import type { Role } from '#shared/artefact/role.ts';
import type { Basis, EventId, EventOf, LifecycleEvent, Revision } from '#shared/lifecycle/event.ts';
import type { Assurance, Policy } from '#shared/lifecycle/policy.ts';

/** The events that an artefact's machine takes. */
export type ArtefactEvent = EventOf<
	| 'submitted'
	| 'approved'
	| 'changesRequested'
	| 'withdrawn'
	| 'reaffirmed'
	| 'gateBypassed'
	| 'archived'
	| 'restored'
>;

/**
 * An event as the machine sees it: with what the folded membership and policy say of it, and a
 * view of its past. Nothing here depends on when it was delivered.
 */
export interface Fact {
	readonly type: ArtefactEvent['type'];
	readonly event: ArtefactEvent;
	readonly id: EventId;
	/** Its place in the order, with the id. */
	readonly depth: number;
	readonly by: Author;
	/** The Member's role for this event; null for an Agent. */
	readonly role: Role | null;
	readonly assurance: Assurance;
	/** The policy it is judged under. */
	readonly policy: Policy;
	/** Whether its author knew of that event. */
	sees(id: EventId): boolean;
	/**
	 * What it speaks against and its author knew, as far as nothing else of that is between: of the
	 * artefact's submissions, or of the author's own verdicts on the same one.
	 */
	lastKnown(): readonly Recorded[];
	/** Whether that upstream submission was approved in its past. */
	wasApproved(basis: Basis): boolean;
}

/** What is in hand in one checkout; the one event that is never logged. */
export interface Observation {
	readonly type: 'observed';
	readonly revision: Revision | null;
	readonly implemented: boolean;
	readonly verified: boolean;
	/** Whether a basis is still that upstream artefact's approved revision. */
	holds(basis: Basis): boolean;
}

export function isArtefactEvent(event: LifecycleEvent): event is ArtefactEvent {
	switch (event.type) {
		case 'submitted':
		case 'approved':
		case 'changesRequested':
		case 'withdrawn':
		case 'reaffirmed':
		case 'gateBypassed':
		case 'archived':
		case 'restored':
			return true;
		default:
			return false;
	}
}

/** The `submitted` that a verdict answers, or null for events that name their artefact. */
export function answeredBy(event: ArtefactEvent): EventId | null {
	switch (event.type) {
		case 'approved':
		case 'changesRequested':
		case 'withdrawn':
		case 'reaffirmed':
			return event.answers;
		default:
			return null;
	}
}

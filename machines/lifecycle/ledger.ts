import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import type { Assurance } from '#shared/lifecycle/policy.ts';
import type { Refusal } from '#shared/refusal.ts';

export interface Waiting {
	readonly event: VerifiedEvent;
	/** Its parents that this ledger has never seen. */
	readonly missing: readonly EventId[];
}

/** The log in memory: a set of events with the state it folds to. Pure and synchronous. */
export interface Ledger {
	readonly size: number;
	/** Joins events to the set. Adding what is there changes nothing; what lacks parents waits. */
	add(events: readonly VerifiedEvent[]): {
		readonly added: readonly VerifiedEvent[];
		readonly waiting: readonly Waiting[];
	};
	has(id: EventId): boolean;
	get(id: EventId): VerifiedEvent | null;
	/** The events nothing descends from, sorted: the parents of what is written next. */
	heads(): readonly EventId[];
	/** The order: parents before children, then by id. */
	events(): Iterable<VerifiedEvent>;
	/** What everything here folds to; the same object until something is added. */
	state(): WorkspaceState;
	/** Why this event would not count if it joined now, or null if it would. Its parents are known. */
	judge(event: LifecycleEvent, assurance: Assurance): Refusal | null;
}

/**
 * An empty ledger. With a root, only that workspace counts; without one, the first
 * `workspaceFounded` that is added becomes the root for good.
 */
export function createLedger(_root: EventId | null = null): Ledger {
	throw new Error('The ledger is being written.');
}

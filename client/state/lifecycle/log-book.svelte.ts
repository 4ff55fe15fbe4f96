import { Changes } from '#client/state/changes.svelte.ts';
import type { StoredEvent } from '#client/sync/log-store.ts';
import { createLedger, type Ledger } from '#machines/lifecycle/ledger.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { Refusal } from '#shared/refusal.ts';

/** An event of this device that the relay did not take. */
export interface RefusedEvent {
	readonly verified: VerifiedEvent;
	readonly refusal: Refusal;
}

/**
 * The log as this page knows it. A decision made here is in it at once, provisional until the
 * relay has it; one that the relay refused is kept aside with its reason and counts nowhere.
 */
export class LogBook {
	readonly changes = new Changes();
	#ledger: Ledger = createLedger(null);
	#provisional = new Map<EventId, VerifiedEvent>();
	#refused = new Map<EventId, RefusedEvent>();

	/** Starts over with what this device keeps of the workspace with this root. */
	start(root: EventId | null, stored: readonly StoredEvent[]): void {
		this.#ledger = createLedger(root);
		for (const { verified, status, refusal } of stored) {
			if (status === 'provisional') this.#provisional.set(verified.id, verified);
			if (status === 'refused' && refusal !== null)
				this.#refused.set(verified.id, { verified, refusal });
		}
		const counted = stored.filter(({ status }) => status !== 'refused');
		this.#ledger.add(counted.map(({ verified }) => verified));
		this.changes.touch();
	}

	get ledger(): Ledger {
		this.changes.version;
		return this.#ledger;
	}

	get state(): WorkspaceState {
		return this.ledger.state();
	}

	get refused(): readonly RefusedEvent[] {
		this.changes.version;
		return [...this.#refused.values()];
	}

	/** Decisions of this device that the relay has not taken yet. */
	get provisional(): readonly VerifiedEvent[] {
		this.changes.version;
		return [...this.#provisional.values()];
	}

	isProvisional(id: EventId): boolean {
		this.changes.version;
		return this.#provisional.has(id);
	}

	/** Events of the relay's, or of another tab's. */
	arrive(events: readonly VerifiedEvent[], provisional = false): void {
		for (const verified of events) {
			if (provisional) this.#provisional.set(verified.id, verified);
			else this.#provisional.delete(verified.id);
			this.#refused.delete(verified.id);
		}
		this.#ledger.add(events);
		this.changes.touch();
	}

	/** What another tab put into the database: its message may be older than what became of it. */
	take(stored: readonly StoredEvent[]): void {
		const waits = (one: StoredEvent) => one.status === 'provisional';
		this.arrive(stored.filter((one) => !waits(one)).map(({ verified }) => verified));
		this.arrive(
			stored.filter(waits).map(({ verified }) => verified),
			true,
		);
		for (const { verified, refusal } of stored)
			if (refusal !== null) this.refuse(verified.id, refusal);
	}

	settle(id: EventId): void {
		this.#provisional.delete(id);
		this.changes.touch();
	}

	/** Takes an event out of what counts: the rest is folded again without it. */
	refuse(id: EventId, refusal: Refusal): void {
		const verified = this.#provisional.get(id) ?? this.#ledger.get(id);
		if (verified === null) return;
		this.#refused.set(id, { verified, refusal });
		this.#provisional.delete(id);
		const rest = [...this.#ledger.events()].filter((event) => !this.#refused.has(event.id));
		this.#ledger = createLedger(this.#ledger.state().root);
		// What followed it waits for its parent, and so counts nowhere until it is signed anew.
		this.#ledger.add(rest);
		this.changes.touch();
	}
}

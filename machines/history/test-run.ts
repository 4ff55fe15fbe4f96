/** What one verification signed: an attestation for each Design, by the same key at the same moment. */
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { EventId, EventOf, LifecycleEvent } from '#shared/lifecycle/event.ts';

export interface Attested {
	readonly id: EventId;
	readonly event: EventOf<'attested'>;
}

/** The same for all attestations of one run, and for no other; null for what is none. */
export function runKeyOf(event: LifecycleEvent): string | null {
	return event.type === 'attested' ? `${event.by.key} ${event.at}` : null;
}

/** All attestations of the run that this one is of, in the log's order; none for another event. */
export function runAround(
	ledger: Pick<Ledger, 'events'>,
	event: LifecycleEvent,
): readonly Attested[] {
	const key = runKeyOf(event);
	if (key === null) return [];
	const run: Attested[] = [];
	for (const { id, event: other } of ledger.events()) {
		if (other.type === 'attested' && runKeyOf(other) === key) run.push({ id, event: other });
	}
	return run;
}

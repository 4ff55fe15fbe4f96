import type { ComponentId, RelayId } from '#shared/id.ts';
import type { EventId, EventOf } from '#shared/lifecycle/event.ts';
import type { Acceptance } from '#shared/lifecycle/evidence-rules.ts';

type Told = Omit<
	EventOf<'attested'>,
	'v' | 'workspace' | 'parents' | 'by' | 'type' | 'from' | 'design'
>;

/** A test run that counts, as the log tells it. */
export interface Attestation extends Told {
	readonly event: EventId;
	readonly depth: number;
	readonly design: ComponentId;
	readonly relay: RelayId;
	/** What a policy has to accept for it to count. */
	readonly as: Acceptance;
	/** The strongest of the runs on the same hashes that descend from it, or null. */
	readonly replacedBy: Acceptance | null;
}

const RANK: Readonly<Record<Acceptance, number>> = { reports: 0, runs: 1, ci: 2 };

/** Whether a policy that accepts `least` accepts this. */
export function isAccepted(as: Acceptance, least: Acceptance): boolean {
	return RANK[as] >= RANK[least];
}

/** Whether a later run on the same hashes took its place, for a policy that accepts `least`. */
export function isReplaced({ replacedBy }: Attestation, least: Acceptance): boolean {
	return replacedBy !== null && isAccepted(replacedBy, least);
}

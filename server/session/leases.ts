/**
 * How long leases have been silent. Kept in memory: after a restart a lease is as fresh as when it
 * was taken, which favours who works.
 */
import type { SessionState } from '#machines/session/session-state.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';
import { LEASE_MS } from '#shared/session/budget.ts';

/**
 * For leases whose signs of life are not seen here: a person's, and what another relay leased. And
 * the most for any, so that signs of life alone hold no step for ever.
 */
export const LONG_LEASE_MS = 24 * 60 * 60_000;

export interface Leases {
	/** A sign of life of who holds it. */
	renew(state: SessionState): void;
	/** When it lapses without another, in milliseconds since 1970. */
	until(state: SessionState): number;
	hasLapsed(state: SessionState): boolean;
}

export function createLeases(deps: {
	readonly key: KeyId;
	readonly now: () => Date;
	readonly isAdmitted: (agent: string) => boolean;
}): Leases {
	const { key, now, isAdmitted } = deps;
	const first = new Map<EventId, number>();
	const signs = new Map<EventId, number>();

	/** When it was noted, or now; also where the clock was set back since, so that it ends all the same. */
	function notedIn(notes: Map<EventId, number>, lease: EventId): number {
		const at = now().getTime();
		const noted = Math.min(notes.get(lease) ?? at, at);
		notes.set(lease, noted);
		return noted;
	}

	function renew({ lease }: SessionState): void {
		if (lease === null) return;
		notedIn(first, lease.event);
		signs.set(lease.event, now().getTime());
	}

	function until({ lease }: SessionState): number {
		if (lease === null) return now().getTime();
		const began = notedIn(first, lease.event);
		if (lease.by.kind === 'member' || lease.key !== key) return began + LONG_LEASE_MS;
		const sign = signs.has(lease.event) ? notedIn(signs, lease.event) : began;
		return Math.min(sign + LEASE_MS, began + LONG_LEASE_MS);
	}

	function hasLapsed(state: SessionState): boolean {
		const { lease } = state;
		if (lease === null) return false;
		if (lease.by.kind === 'agent' && !isAdmitted(lease.by.agent)) return true;
		return now().getTime() >= until(state);
	}

	return { renew, until, hasLapsed };
}

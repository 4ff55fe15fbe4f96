import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { Membership } from '#machines/membership/membership.ts';
import type { MemberId, RelayId } from '#shared/id.ts';
import type { EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import { type KeyId, keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';

/** How a key came to sign: by whom and when, and for whom it speaks. */
export interface Enrolment {
	readonly key: KeyId;
	readonly kind: PublicKey['kind'];
	readonly owner: MemberId | RelayId;
	/** `second`: what gets a person back in, made beside a device. */
	readonly how: 'founded' | 'second' | 'joined' | 'added' | 'relay';
	/** The event that enrolled it, and its author's clock. */
	readonly event: EventId;
	readonly at: string;
}

export type Enrolments = ReadonlyMap<KeyId, Enrolment>;

const known = new WeakMap<Membership, Enrolments>();

/**
 * Every key that the log describes, those that were cut off among them: their events stay in the
 * history. Where two events enrol one key, the one that counts.
 */
export function enrolmentsIn(ledger: Ledger): Enrolments {
	const { membership, notCounted } = ledger.state();
	const before = known.get(membership);
	if (before !== undefined) return before;
	const all = new Map<KeyId, Enrolment>();
	for (const { id, event } of ledger.events()) {
		for (const { keyOf, ...how } of enrolledBy(event)) {
			const key = keyIdOf(keyOf);
			const earlier = all.get(key);
			if (earlier !== undefined && !notCounted.has(earlier.event)) continue;
			all.set(key, { key, kind: keyOf.kind, ...how, event: id, at: event.at });
		}
	}
	known.set(membership, all);
	return all;
}

type Enrolled = Pick<Enrolment, 'owner' | 'how'> & { readonly keyOf: PublicKey };

function enrolledBy(event: LifecycleEvent): Enrolled[] {
	switch (event.type) {
		case 'workspaceFounded':
			return [
				{ keyOf: event.device.key, owner: event.member, how: 'founded' },
				{ keyOf: event.second.key, owner: event.member, how: 'second' },
			];
		case 'memberAdded':
			return [{ keyOf: event.device.key, owner: event.member, how: 'joined' }];
		case 'deviceAdded':
			return [
				{
					keyOf: event.device.key,
					owner: event.member,
					how: event.recovery === true ? 'second' : 'added',
				},
			];
		case 'relayAdded':
			return [{ keyOf: event.key, owner: event.relay, how: 'relay' }];
		default:
			return [];
	}
}

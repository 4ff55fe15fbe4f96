/** Who follows the founder, and what the handovers that pass the root on rest on. */
import type { Authority } from '#machines/membership/authority.ts';
import {
	enrolmentsOf,
	type MembershipRecords,
	type PlacedMembership,
} from '#machines/membership/records.ts';
import type { MemberId } from '#shared/id.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { isBefore } from '#shared/lifecycle/order.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';

/**
 * The handovers that pass the root on, one after the other; and those that contradict each other,
 * which pass it to nobody.
 */
export interface Succession {
	readonly accepted: readonly PlacedMembership[];
	readonly contested: readonly PlacedMembership[];
	/** With which keys each who held the root may hand it on. */
	readonly keys: ReadonlyMap<MemberId, ReadonlySet<KeyId>>;
}

/** What a handover finds in its own past: the founder who signs it, and the heir's enrolments. */
export interface Heir {
	readonly from: MemberId;
	readonly to: MemberId;
	readonly enrolments: readonly PlacedMembership[];
}

/**
 * A handover is judged in its own past alone, so that nothing written beside it can undo it; of two
 * that know nothing of each other neither passes the root on. Anybody may write thousands and each
 * past is a fold of its own, so only those are judged that are signed with a key of who holds the
 * root: the founding's second key, or one with which the heir came.
 */
export function succeed(
	founding: PlacedMembership | null,
	records: MembershipRecords,
	heirOf: (handover: PlacedMembership) => Heir | null,
): Succession {
	const keys = new Map<MemberId, Set<KeyId>>();
	const accepted: PlacedMembership[] = [];
	let holder = take(keys, foundingMember(founding), founding === null ? [] : [founding]);
	let left = records.handovers;
	for (;;) {
		const able = left.filter(
			(handover) =>
				holder !== null &&
				keys.get(holder)?.has(handover.event.by.key) === true &&
				heirOf(handover)?.from === holder,
		);
		// They are in the log's order: the first comes after none of the others.
		const [next] = able;
		if (next === undefined) return { accepted, contested: [], keys };
		// A root that came back can be handed over again: that is a later stage.
		if (able.some((other) => other !== next && !isBefore(next, other))) {
			const contested = able.filter((one) => !able.some((other) => isBefore(other, one)));
			return { accepted, contested, keys };
		}
		accepted.push(next);
		const heir = heirOf(next);
		holder = heir === null ? null : take(keys, heir.to, heir.enrolments);
		left = left.filter((handover) => isBefore(next, handover));
	}
}

/** Remembers the keys with which somebody came by the root; those that their own keys enrol are below. */
function take(
	keys: Map<MemberId, Set<KeyId>>,
	holder: MemberId | null,
	enrolments: readonly PlacedMembership[],
): MemberId | null {
	if (holder === null) return null;
	const known = keys.get(holder) ?? new Set();
	keys.set(holder, known);
	for (const one of enrolments) {
		for (const { keyId, below } of enrolmentsOf(one)) if (below === null) known.add(keyId);
	}
	return holder;
}

export function foundingMember(founding: PlacedMembership | null): MemberId | null {
	return founding?.event.type === 'workspaceFounded' ? founding.event.member : null;
}

/** What a handover that counts in its own past passes on. */
export function heirIn(past: Authority, handover: PlacedMembership): Heir | null {
	const from = past.signerOf(handover);
	if (from === null || handover.event.type !== 'founderHandedOver') return null;
	const { to } = handover.event;
	const enrolments = past.records.all.filter(
		({ event }) =>
			(event.type === 'memberAdded' || event.type === 'deviceAdded') && event.member === to,
	);
	return { from, to, enrolments: enrolments.filter(past.counts) };
}

/** The sealed ones: what made a founder's heir a Member is settled by the handover. */
export function sealedBy(
	{ accepted }: Succession,
	heirOf: (handover: PlacedMembership) => Heir | null,
): ReadonlySet<EventId> {
	return new Set(
		accepted.flatMap((handover) => [
			handover.id,
			...(heirOf(handover)?.enrolments ?? []).map(({ id }) => id),
		]),
	);
}

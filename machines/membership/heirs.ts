/** What handovers pass on, each judged in its own past and once for all who ask. */
import type { Authority } from '#machines/membership/authority.ts';
import {
	createMembershipRecords,
	type MembershipRecords,
	type PlacedMembership,
} from '#machines/membership/records.ts';
import type { MemberId } from '#shared/id.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { isBefore } from '#shared/lifecycle/order.ts';

/** What a handover finds in its own past: the founder who signs it, and the heir's enrolments. */
export interface Heir {
	readonly from: MemberId;
	readonly to: MemberId;
	readonly enrolments: readonly PlacedMembership[];
}

export interface Heirs {
	/** Null where a handover does not count in its past, which `records` hold all of. */
	of(handover: PlacedMembership, records: MembershipRecords): Heir | null;
}

/**
 * `authorityOf` judges by these records, once they are renewed. The past of a handover that follows
 * another one holds the past of that: what is between the two is added to it, and no more.
 */
export function createHeirs(
	authorityOf: (records: MembershipRecords, heirs: Heirs) => Authority,
): Heirs {
	const known = new Map<EventId, Heir | null>();
	/** The past that was looked at last; null while somebody is at it. */
	let latest: Authority | null = null;
	const heirs: Heirs = { of };

	function of(handover: PlacedMembership, records: MembershipRecords): Heir | null {
		const before = known.get(handover.id);
		if (before !== undefined) return before;
		const past = pastOf(handover, records);
		const heir = past.refusalOf(handover) === null ? heirIn(past, handover) : null;
		known.set(handover.id, heir);
		latest = past;
		return heir;
	}

	function pastOf(handover: PlacedMembership, { all }: MembershipRecords): Authority {
		const past = all.filter((one) => isBefore(one, handover));
		const there = latest;
		latest = null;
		const added = there === null ? null : addedTo(there.records.all, past);
		if (there === null || added === null) {
			const fresh = authorityOf(createMembershipRecords(past), heirs);
			fresh.renew(false);
			return fresh;
		}
		for (const one of added) there.records.insert(one);
		there.renew(true);
		return there;
	}

	return heirs;
}

/** What the longer list goes on with; null unless all of that descends from everything before it. */
function addedTo(
	list: readonly PlacedMembership[],
	longer: readonly PlacedMembership[],
): readonly PlacedMembership[] | null {
	if (list.some((one, n) => one !== longer[n])) return null;
	const added = longer.slice(list.length);
	const [first] = added;
	if (first !== undefined && !list.every((one) => isBefore(one, first))) return null;
	const follows = added.every((one, n) => n === 0 || isBefore(added[n - 1] ?? one, one));
	return follows ? added : null;
}

/** What a handover that counts in its own past passes on. */
function heirIn(past: Authority, handover: PlacedMembership): Heir | null {
	const from = past.signerOf(handover);
	if (from === null || handover.event.type !== 'founderHandedOver') return null;
	const { to } = handover.event;
	const enrolments = past.records.all.filter(
		({ event }) =>
			(event.type === 'memberAdded' || event.type === 'deviceAdded') && event.member === to,
	);
	return { from, to, enrolments: enrolments.filter(past.counts) };
}

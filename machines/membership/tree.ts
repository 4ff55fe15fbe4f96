import type { MembershipRecords, PlacedMembership } from '#machines/membership/records.ts';
import type { MemberId } from '#shared/id.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { isBefore, type Place } from '#shared/lifecycle/order.ts';

/**
 * The handovers that pass the root on, one after the other; and those that contradict each other,
 * which pass it to nobody.
 */
export interface Succession {
	readonly accepted: readonly PlacedMembership[];
	readonly contested: readonly PlacedMembership[];
}

/** What a handover finds in its own past: the founder who signs it, and the heir's enrolments. */
export interface Heir {
	readonly from: MemberId;
	readonly to: MemberId;
	readonly enrolments: readonly EventId[];
}

/**
 * Who follows the founder. A handover is judged in its own past alone, so that nothing written
 * beside it can undo it; of two that know nothing of each other neither passes the root on.
 */
export function succeed(
	founder: MemberId | null,
	records: MembershipRecords,
	heirOf: (handover: PlacedMembership) => Heir | null,
): Succession {
	const accepted: PlacedMembership[] = [];
	let holder = founder;
	for (;;) {
		const able = records.handovers.filter(
			(handover) =>
				!accepted.includes(handover) &&
				heirOf(handover)?.from === holder &&
				accepted.every((earlier) => isBefore(earlier, handover)),
		);
		// A root that came back can be handed over again: that is a later stage.
		const stage = able.filter((handover) => !able.some((other) => isBefore(other, handover)));
		const [next] = stage;
		if (next === undefined) return { accepted, contested: [] };
		if (stage.length > 1) return { accepted, contested: stage };
		accepted.push(next);
		holder = heirOf(next)?.to ?? null;
	}
}

/**
 * Whether `upper` stands strictly above `lower`, as far as `at` can tell. A handover hangs the old
 * founder below the new one. Authority has to hold before and after every handover that `at` did
 * not know of, and under each of two that contradict each other.
 */
export function standsAbove(
	upper: MemberId,
	lower: MemberId,
	at: Place,
	tree: {
		readonly founder: MemberId | null;
		readonly succession: Succession;
		readonly parentOf: (member: MemberId) => MemberId | null;
	},
): boolean {
	const { founder, succession, parentOf } = tree;
	const { accepted, contested } = succession;
	const known = accepted.filter((handover) => isBefore(handover, at)).length;
	const possible = accepted.filter((handover) => !isBefore(at, handover)).length;
	for (let count = known; count <= possible; count++) {
		const moved = rehung(founder, accepted.slice(0, count));
		if (!climbs(lower, upper, moved, parentOf)) return false;
	}
	return contested
		.filter((handover) => !isBefore(at, handover))
		.every((handover) => climbs(lower, upper, rehung(founder, [...accepted, handover]), parentOf));
}

function rehung(
	founder: MemberId | null,
	handovers: readonly PlacedMembership[],
): ReadonlyMap<MemberId, MemberId | null> {
	const moved = new Map<MemberId, MemberId | null>();
	let holder = founder;
	for (const { event } of handovers) {
		if (event.type !== 'founderHandedOver') continue;
		if (holder !== null) moved.set(holder, event.to);
		moved.set(event.to, null);
		holder = event.to;
	}
	return moved;
}

function climbs(
	from: MemberId,
	to: MemberId,
	moved: ReadonlyMap<MemberId, MemberId | null>,
	parentOf: (member: MemberId) => MemberId | null,
): boolean {
	const passed = new Set<MemberId>();
	let at: MemberId | null = from;
	while (at !== null && !passed.has(at)) {
		passed.add(at);
		const up: MemberId | null = moved.has(at) ? (moved.get(at) ?? null) : parentOf(at);
		if (up === to) return true;
		at = up;
	}
	return false;
}

import type { PlacedMembership } from '#machines/membership/records.ts';
import type { Succession } from '#machines/membership/succession.ts';
import type { MemberId } from '#shared/id.ts';
import { isBefore, type Place } from '#shared/lifecycle/order.ts';

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

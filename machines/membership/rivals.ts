import { judgeAlone } from '#machines/membership/admission.ts';
import type { Authority } from '#machines/membership/authority.ts';
import { enrolmentsOf, type PlacedMembership } from '#machines/membership/records.ts';
import { NO } from '#machines/membership/refusals.ts';
import { isBefore } from '#shared/lifecycle/order.ts';
import type { Refusal } from '#shared/refusal.ts';

/** Why a membership event doesn't count, or null. */
export function judgeAdmission(authority: Authority, placed: PlacedMembership): Refusal | null {
	return judgeAlone(authority, placed) ?? judgeRivals(authority, placed);
}

/**
 * A key or an id is enrolled once, ever. What came first in the past holds; of two that know
 * nothing of each other the one on which a handover rests, else the one whose author stands above
 * the other's, and else neither.
 */
function judgeRivals(authority: Authority, placed: PlacedMembership): Refusal | null {
	const rivals = rivalsOf(authority, placed);
	if (rivals.some((rival) => isBefore(rival, placed) && authority.counts(rival))) {
		return NO.enrolledBefore;
	}
	if (rivals.some(authority.isSealed)) return NO.enrolledTwice;
	const beside = rivals.filter((rival) => !isBefore(rival, placed) && !isBefore(placed, rival));
	return beside.some((rival) => !prevails(authority, placed, rival)) ? NO.enrolledTwice : null;
}

function prevails(
	authority: Authority,
	placed: PlacedMembership,
	rival: PlacedMembership,
): boolean {
	const by = authority.signerOf(placed);
	const other = authority.signerOf(rival);
	if (by === null || other === null) return other === null;
	return authority.isAbove(by, other, placed) || judgeAlone(authority, rival) !== null;
}

/** Other events that enrol one of the same keys, or the same Member, Agent or relay. */
function rivalsOf(authority: Authority, placed: PlacedMembership): PlacedMembership[] {
	const { records } = authority;
	const keys = enrolmentsOf(placed).flatMap(({ keyId, access }) =>
		access === null ? [keyId] : [keyId, access.id],
	);
	const sharing = keys.flatMap((key) => (records.keys.get(key) ?? []).map(({ by }) => by));
	const { event } = placed;
	if (event.type === 'memberAdded') sharing.push(...(records.members.get(event.member) ?? []));
	if (event.type === 'agentAdded') sharing.push(...(records.agents.get(event.agent) ?? []));
	if (event.type === 'relayAdded') sharing.push(...(records.relays.get(event.relay) ?? []));
	return [...new Set(sharing)].filter(({ id }) => id !== placed.id);
}

import type { Authority } from '#machines/membership/authority.ts';
import type {
	AdmittedAgent,
	AdmittedRelay,
	Member,
	Membership,
} from '#machines/membership/membership.ts';
import { type Enrolment, isAtLeast } from '#machines/membership/records.ts';
import type { AgentId, MemberId, RelayId } from '#shared/id.ts';
import { compareInOrder, type Place } from '#shared/lifecycle/order.ts';
import { keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';

/** Who is here, once everything before `end` is known. */
export function readMembership(authority: Authority, end: Place): Membership {
	const members = new Map<MemberId, Member>();
	const agents = new Map<AgentId, AdmittedAgent>();
	const relays = new Map<RelayId, AdmittedRelay>();
	const former = {
		members: new Map<MemberId, Member>(),
		agents: new Map<AgentId, AdmittedAgent>(),
		relays: new Map<RelayId, AdmittedRelay>(),
	};
	const signing = keysHere(authority, end);

	const counted = authority.records.all.filter(authority.counts).sort(compareInOrder);
	for (const placed of counted) {
		const { event, id } = placed;
		const addedBy = id === authority.root ? null : authority.signerOf(placed);
		if (event.type === 'workspaceFounded' || event.type === 'memberAdded') {
			const { name, member } = event;
			const keys = [...signing]
				.flatMap(([key, { member: of }]) => (of === member ? [key] : []))
				.sort();
			const cut = authority.isCut([member], end);
			const role = authority.roleAt(member, end);
			const entry = { id: member, name, role, keys: cut ? [] : keys, addedBy, event: id };
			(cut ? former.members : members).set(member, entry);
		}
		if (addedBy === null) continue;
		if (event.type === 'agentAdded') {
			const { agent, name, responsible } = event;
			const home = authority.isCut([agent], end) ? former.agents : agents;
			home.set(agent, { id: agent, name, responsible, addedBy, event: id });
		}
		if (event.type === 'relayAdded') {
			const { relay, name } = event;
			const key = keyIdOf(event.key);
			const home = authority.isCut([relay, key], end) ? former.relays : relays;
			home.set(relay, { id: relay, name, key, ci: event.ci === true, addedBy, event: id });
		}
	}

	function memberHere(enrolment: Enrolment | null | undefined): Member | null {
		const member = enrolment?.member ?? null;
		return member === null ? null : (members.get(member) ?? null);
	}

	return {
		founder: authority.founderAt(end),
		members,
		agents,
		relays,
		former,
		memberOfKey: (key) => memberHere(signing.get(key)),
		memberOfAccessKey: (key) =>
			memberHere([...signing.values()].find(({ access }) => access?.id === key)),
		relayOfKey: (key) => [...relays.values()].find((relay) => relay.key === key) ?? null,
		keyOf: (key) => describedKey(authority, key),
		roleOf: (member) => members.get(member)?.role ?? null,
		mayReview: (member) => isAtLeast(members.get(member)?.role ?? 'viewer', 'reviewer'),
		isAbove: (upper, lower) => authority.isAbove(upper, lower, end),
	};
}

/** The signing keys that count and were not cut off. */
function keysHere(authority: Authority, end: Place): Map<string, Enrolment> {
	const keys = new Map<string, Enrolment>();
	for (const id of authority.records.keys.keys()) {
		const enrolment = authority.enrolmentAt(id, end);
		if (enrolment !== null && !authority.isCut([id, enrolment.access?.id], end)) {
			keys.set(id, enrolment);
		}
	}
	return keys;
}

function describedKey(authority: Authority, id: string): PublicKey | null {
	const enrolment = authority.records.keys.get(id)?.[0];
	if (enrolment === undefined) return null;
	return enrolment.keyId === id ? enrolment.key : (enrolment.access?.key ?? null);
}

import type { Actor, Authority } from '#machines/membership/authority.ts';
import {
	type Enrolment,
	enrolmentsOf,
	type PlacedMembership,
} from '#machines/membership/records.ts';
import { NO } from '#machines/membership/refusals.ts';
import type { MemberId } from '#shared/id.ts';
import type { EventOf } from '#shared/lifecycle/event.ts';
import { isBefore } from '#shared/lifecycle/order.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';
import type { Refusal } from '#shared/refusal.ts';
import { unreachable } from '#shared/unreachable.ts';

type Person = Extract<Actor, { kind: 'member' }>;

/**
 * Why a membership event doesn't count, as if nobody else had enrolled the same key or id beside
 * it. Whether the signer stands above is asked before whether the signer was cut off: that is what
 * ends the questions.
 */
export function judgeAlone(authority: Authority, placed: PlacedMembership): Refusal | null {
	const { event } = placed;
	if (event.type === 'workspaceFounded') return isRoot(authority, placed) ? null : NO.otherRoot;
	if (event.workspace !== authority.root) return NO.otherWorkspace;
	const signer = authority.enrolmentAt(event.by.key, placed);
	if (signer === null) return NO.unknownSigner;
	if (signer.member === null) return NO.peopleOnly;
	const outOfReach = judgeReach(authority, placed, signer, signer.member);
	if (outOfReach !== null) return outOfReach;
	const actor = authority.identify(placed);
	if (!actor.ok) return actor.error;
	if (actor.value.kind !== 'member') return NO.peopleOnly;
	if (event.type === 'founderHandedOver') return judgeHandover(authority, placed, actor.value);
	return actor.value.role === 'owner' ? null : NO.ownersOnly;
}

function isRoot(authority: Authority, placed: PlacedMembership): boolean {
	const { event, id } = placed;
	if (event.type !== 'workspaceFounded' || id !== authority.root) return false;
	const keys = enrolmentsOf(placed).map(({ keyId }) => keyId);
	const own = keys.includes(event.by.key) && event.by.agent === undefined;
	return own && event.workspace === null && event.parents.length === 0;
}

function judgeReach(
	authority: Authority,
	placed: PlacedMembership,
	signer: Enrolment,
	by: MemberId,
): Refusal | null {
	const { event } = placed;
	switch (event.type) {
		case 'roleChanged':
			if (authority.arrivalOf(event.member, placed) === null) return NO.unknownSubject;
			return authority.isAbove(by, event.member, placed) ? null : NO.notAbove;
		case 'removed':
			return judgeRemoval(authority, placed, event, signer, by);
		case 'deviceAdded':
			if (!isHere(authority, event.member, placed)) return NO.unknownSubject;
			return by === event.member || authority.isAbove(by, event.member, placed)
				? null
				: NO.notAbove;
		case 'agentAdded':
			return isHere(authority, event.responsible, placed) ? null : NO.unknownSubject;
		case 'memberAdded':
		case 'relayAdded':
		case 'founderHandedOver':
		case 'workspaceFounded':
			return null;
		default:
			return unreachable(event);
	}
}

function judgeRemoval(
	authority: Authority,
	placed: PlacedMembership,
	event: EventOf<'removed'>,
	signer: Enrolment,
	by: MemberId,
): Refusal | null {
	const { subject } = event;
	const known = (one: PlacedMembership) => isBefore(one, placed) && authority.counts(one);
	const reach = (owner: MemberId | null) =>
		owner === by || (owner !== null && authority.isAbove(by, owner, placed)) ? null : NO.notAbove;
	const { agents, relays, members } = authority.records;
	const admitted = agents.get(subject) ?? relays.get(subject);
	if (admitted !== undefined) {
		const added = admitted.find(known);
		return added === undefined ? NO.unknownSubject : reach(authority.signerOf(added));
	}
	const arrival = members.get(subject)?.find(known)?.event;
	if (arrival?.type === 'memberAdded' || arrival?.type === 'workspaceFounded') {
		return authority.isAbove(by, arrival.member, placed) ? null : NO.notAbove;
	}
	const device = authority.records.keys.get(subject)?.find((one) => known(one.by));
	if (device === undefined) return NO.unknownSubject;
	if (device.member === null) return reach(authority.signerOf(device.by));
	if (device.member !== by) return reach(device.member);
	return keyStandsAbove(authority, signer.keyId, device) ? null : NO.notAbove;
}

/** Among one person's keys, whichever enrolled another stands above it. */
function keyStandsAbove(authority: Authority, upper: KeyId, lower: Enrolment): boolean {
	for (let at: Enrolment | null = lower; at !== null; at = keyAbove(authority, at)) {
		if (keyAbove(authority, at)?.keyId === upper) return true;
	}
	return false;
}

function keyAbove(authority: Authority, device: Enrolment): Enrolment | null {
	if (device.by.event.type === 'workspaceFounded') {
		return enrolmentsOf(device.by).find(({ keyId }) => keyId === device.below) ?? null;
	}
	const signer = authority.enrolmentAt(device.by.event.by.key, device.by);
	return signer?.member === device.member ? signer : null;
}

function judgeHandover(
	authority: Authority,
	placed: PlacedMembership,
	actor: Person,
): Refusal | null {
	const { event } = placed;
	if (event.type !== 'founderHandedOver') return null;
	const { accepted, contested, keys } = authority.succession();
	if (accepted.some(({ id }) => id === placed.id)) return null;
	if (contested.length > 0) return NO.handoverContested;
	const signer = authority.enrolmentAt(actor.key, placed);
	const own = keys.get(actor.member)?.has(actor.key) === true;
	const top = own && signer !== null && keyAbove(authority, signer) === null;
	if (authority.founderAt(placed) !== actor.member || !top) return NO.notFounder;
	const { to } = event;
	const heir = to !== actor.member && isHere(authority, to, placed);
	return heir && authority.roleAt(to, placed) === 'owner' ? null : NO.handoverTarget;
}

/** Came before `placed`, and was not removed before it. */
function isHere(authority: Authority, member: MemberId, placed: PlacedMembership): boolean {
	const removed = authority.records.cuts
		.get(member)
		?.some((cut) => isBefore(cut, placed) && authority.counts(cut));
	return authority.arrivalOf(member, placed) !== null && removed !== true;
}

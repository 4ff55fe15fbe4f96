/**
 * Who may do what in the tree of authority, as a pure function of the set of membership events.
 *
 * Whoever enrols stands above; only someone above may remove or demote. A removal is a cut: of
 * what its subject signed only its own ancestors count. Whether a cut counts depends on cuts from
 * further up and on nothing below, so the questions end at the founder, and no removal can void
 * the one that removes its author.
 */
import { createHeirs, type Heirs } from '#machines/membership/heirs.ts';
import { createQuestions } from '#machines/membership/questions.ts';
import {
	type Enrolment,
	lesserRole,
	type MembershipRecords,
	type PlacedMembership,
} from '#machines/membership/records.ts';
import { NO } from '#machines/membership/refusals.ts';
import { judgeAdmission } from '#machines/membership/rivals.ts';
import { createSieve } from '#machines/membership/sieve.ts';
import {
	createSuccessors,
	foundingMember,
	type Succession,
	type Successors,
} from '#machines/membership/succession.ts';
import { standsAbove } from '#machines/membership/tree.ts';
import type { Role } from '#shared/artefact/role.ts';
import type { AgentId, MemberId, RelayId } from '#shared/id.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { isBefore, type Place, type PlacedEvent } from '#shared/lifecycle/order.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Who an event's signature stands for. */
export type Actor =
	| {
			readonly kind: 'member';
			readonly member: MemberId;
			readonly role: Role;
			readonly key: KeyId;
	  }
	| { readonly kind: 'agent'; readonly agent: AgentId; readonly responsible: MemberId }
	| { readonly kind: 'relay'; readonly relay: RelayId; readonly ci: boolean };

export interface Authority {
	readonly root: EventId | null;
	readonly records: MembershipRecords;
	/** Why a membership event doesn't count, or null. Remembered for events in the records. */
	refusalOf(placed: PlacedMembership): Refusal | null;
	counts(placed: PlacedMembership): boolean;
	/** Whether a handover rests on it, so that nothing undoes it. */
	isSealed(placed: PlacedMembership): boolean;
	/** Who signed, with the role they had, unless they were unknown or cut off. */
	identify(placed: PlacedEvent): Result<Actor, Refusal>;
	/** The enrolment behind the signature, cut off or not. */
	enrolmentAt(key: KeyId, at: Place): Enrolment | null;
	/** Whether a removal of one of these speaks against `at`: `at` is no ancestor of it. */
	isCut(subjects: readonly (string | undefined)[], at: Place): boolean;
	roleAt(member: MemberId, at: Place): Role;
	isAbove(upper: MemberId, lower: MemberId, at: Place): boolean;
	/** The event that brought a Member here, if `at` knows it and it counts. */
	arrivalOf(member: MemberId, at: Place | null): PlacedMembership | null;
	signerOf(placed: PlacedEvent): MemberId | null;
	/** The holder of the root, as `at` knows it. */
	founderAt(at: Place): MemberId | null;
	succession(): Succession;
	/** Why this would not count if it joined what it doesn't know of, or null. */
	judgeJoining(placed: PlacedMembership): Refusal | null;
	/**
	 * Takes note of what was inserted into the records. When it descends from everything, nothing
	 * that was answered before can change; else every question is asked again.
	 */
	renew(last: boolean): void;
}

/** `heirs` is shared with the authorities of the past, so each handover is judged once. */
export function createAuthority(
	root: EventId | null,
	records: MembershipRecords,
	heirs: Heirs = createHeirs((past, known) => createAuthority(root, past, known)),
): Authority {
	// The questions end at the founder. If they ever come round, the strict answer holds.
	const refusals = createQuestions<Refusal | null>(NO.notAbove);
	let successors: Successors | null = null;
	/** So many of the records were asked about. */
	let asked = 0;
	const listed = createSieve(counts);
	const enrolled = createSieve<Enrolment>(({ by }) => counts(by));

	function refusalOf(placed: PlacedMembership): Refusal | null {
		return refusals.answer(placed.id, () =>
			succession().sealed.has(placed.id) ? null : judgeAdmission(authority, placed),
		);
	}

	function counts(placed: PlacedMembership): boolean {
		return refusalOf(placed) === null;
	}

	function identify(placed: PlacedEvent): Result<Actor, Refusal> {
		const { by } = placed.event;
		const enrolment = enrolmentAt(by.key, placed);
		if (enrolment === null) return err(NO.unknownSigner);
		const { member, relay } = enrolment;
		const device = [enrolment.keyId, enrolment.access?.id];
		if (isCut([...device, member ?? relay ?? undefined], placed)) return err(NO.cutOff);
		if (relay !== null) return speakFor(by.agent, { relay, ci: enrolment.ci }, placed);
		if (member === null) return err(NO.unknownSigner);
		if (by.agent !== undefined) return err(NO.agentByRelayOnly);
		return ok({ kind: 'member', member, role: roleAt(member, placed), key: by.key });
	}

	function speakFor(
		agent: AgentId | undefined,
		relay: { readonly relay: RelayId; readonly ci: boolean },
		at: Place,
	): Result<Actor, Refusal> {
		if (agent === undefined) return ok({ kind: 'relay', ...relay });
		if (relay.ci) return err(NO.ciAttestsOnly);
		const admitted = listed.of(records.agents.get(agent));
		const added = admitted.find((one) => isBefore(one, at) && counts(one));
		if (added?.event.type !== 'agentAdded' || isCut([agent], at)) return err(NO.agentNotAdmitted);
		return ok({ kind: 'agent', agent, responsible: added.event.responsible });
	}

	function enrolmentAt(key: KeyId, at: Place): Enrolment | null {
		const found = enrolled
			.of(records.keys.get(key))
			.find((one) => one.keyId === key && isBefore(one.by, at) && counts(one.by));
		return found ?? null;
	}

	function isCut(subjects: readonly (string | undefined)[], at: Place): boolean {
		return subjects.some((subject) =>
			listed
				.of(subject === undefined ? [] : records.cuts.get(subject))
				.some((cut) => cut.id !== at.id && !isBefore(at, cut) && counts(cut)),
		);
	}

	/** The last roles set in its past, the least of them; and no more than any set beside it gives. */
	function roleAt(member: MemberId, at: Place): Role {
		if (founderAt(at) === member) return 'owner';
		const base = arrivalOf(member, at);
		const given: Role = base?.event.type === 'memberAdded' ? base.event.role : 'owner';
		const all = listed.of(records.roleChanges.get(member));
		if (all.length === 0) return given;
		const changes = all.filter(
			(change) => change.id !== at.id && !isBefore(at, change) && counts(change),
		);
		const past = changes.filter((change) => isBefore(change, at));
		const last: PlacedMembership[] = [];
		for (const change of past.toReversed()) {
			if (!last.some((later) => isBefore(change, later))) last.push(change);
		}
		const beside = changes.filter((change) => !isBefore(change, at));
		const lastRoles = last.flatMap(roleGiven);
		const role = lastRoles.length === 0 ? given : lastRoles.reduce(lesserRole);
		return beside.flatMap(roleGiven).reduce(lesserRole, role);
	}

	function isAbove(upper: MemberId, lower: MemberId, at: Place): boolean {
		const founder = foundingMember(founding());
		return standsAbove(upper, lower, at, { founder, succession: succession(), parentOf });
	}

	function parentOf(member: MemberId): MemberId | null {
		const arrival = arrivalOf(member, null);
		return arrival === null || arrival.id === root ? null : signerOf(arrival);
	}

	function arrivalOf(member: MemberId, at: Place | null): PlacedMembership | null {
		const found = listed
			.of(records.members.get(member))
			.find((one) => (at === null || isBefore(one, at)) && counts(one));
		return found ?? null;
	}

	function signerOf(placed: PlacedEvent): MemberId | null {
		return enrolmentAt(placed.event.by.key, placed)?.member ?? null;
	}

	function founding(): PlacedMembership | null {
		return records.all.find((record) => record.id === root) ?? null;
	}

	function founderAt(at: Place): MemberId | null {
		const last = succession().accepted.findLast((handover) => isBefore(handover, at));
		return last?.event.type === 'founderHandedOver' ? last.event.to : foundingMember(founding());
	}

	function succession(): Succession {
		successors ??= createSuccessors(founding(), (handover) => heirs.of(handover, records));
		return successors.follow(records.handovers);
	}

	/** What stands beside it may come out otherwise with it there: a rival, or another handover. */
	function judgeJoining(placed: PlacedMembership): Refusal | null {
		const joined = createAuthority(root, records.with(placed), heirs);
		joined.renew(false);
		return joined.refusalOf(placed);
	}

	/** Asked in the log's order, no question has to ask far back. */
	function renew(last: boolean): void {
		if (!last) {
			refusals.forget();
			asked = 0;
		}
		// What descends from everything is at the end, and leaves those who followed where they are.
		if (asked === 0) successors = null;
		listed.close();
		enrolled.close();
		for (const placed of records.all.slice(asked)) refusalOf(placed);
		asked = records.all.length;
		listed.open();
		enrolled.open();
	}

	const authority: Authority = {
		...{ root, records, refusalOf, counts, isSealed: ({ id }) => succession().sealed.has(id) },
		...{ identify, enrolmentAt, isCut, roleAt, isAbove, arrivalOf, signerOf, founderAt },
		...{ succession, judgeJoining, renew },
	};
	return authority;
}

function roleGiven(change: PlacedMembership): Role[] {
	return change.event.type === 'roleChanged' ? [change.event.role] : [];
}

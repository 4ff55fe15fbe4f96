import type { Authority } from '#machines/membership/authority.ts';
import { isAtLeast } from '#machines/membership/records.ts';
import { NO } from '#machines/membership/refusals.ts';
import { strictestOf } from '#machines/membership/strictest.ts';
import type { MemberId } from '#shared/id.ts';
import { isBefore, type Place, type PlacedEvent } from '#shared/lifecycle/order.ts';
import { DEFAULT_POLICY, type Policy, type ReviewerRule } from '#shared/lifecycle/policy.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

const ONE_REVIEWER = refusal(
	'four-eyes-alone',
	'Four-eyes needs two people who may review, and there is only one.',
	'Add a second reviewer first, then switch four-eyes on.',
);

const NOBODY_REVIEWS = refusal(
	'reviewers-nobody',
	'A rule asks for reviewers of whom none may review here: nothing that it is about could ever be approved.',
	'Name at least one reviewer or owner in each rule, or nobody to ask for nobody.',
);

/** The policies that were set, and which of them binds a given event. */
export interface PolicyBook {
	insert(placed: PlacedEvent): void;
	/** Asks again which policies count: after the membership changed, or one was inserted. */
	renew(): void;
	judge(placed: PlacedEvent): Refusal | null;
	/** The strictest of the last policies before this place and any set beside it. */
	at(place: Place): Policy;
	readonly all: readonly PlacedEvent[];
}

export function createPolicyBook(authority: Authority): PolicyBook {
	const all: PlacedEvent[] = [];
	const joins = new Map<string, Policy>();
	/** Those that count, with whether each has all earlier ones before it. */
	let counted: { readonly placed: PlacedEvent; readonly sees: boolean }[] = [];

	function insert(placed: PlacedEvent): void {
		all.push(placed);
	}

	function renew(): void {
		counted = [];
		for (const placed of all) {
			if (judge(placed) !== null) continue;
			// A later policy sees an earlier one most of the time, and then it sees all before it.
			const last = counted.at(-1);
			const sees =
				last === undefined ||
				(last.sees && isBefore(last.placed, placed)) ||
				counted.every((earlier) => isBefore(earlier.placed, placed));
			counted.push({ placed, sees });
		}
	}

	function judge(placed: PlacedEvent): Refusal | null {
		const { event } = placed;
		if (event.type !== 'policySet') return null;
		if (event.workspace !== authority.root) return NO.otherWorkspace;
		const actor = authority.identify(placed);
		if (!actor.ok) return actor.error;
		if (actor.value.kind !== 'member') return NO.peopleOnly;
		if (actor.value.role !== 'owner') return NO.ownersOnly;
		const { fourEyes, reviewers } = event.policy;
		if (!fourEyes && reviewers === undefined) return null;
		const able = reviewersAt(authority, placed);
		if (fourEyes && able.size < 2) return ONE_REVIEWER;
		return reviewers?.flat().some((rule) => locksOut(rule, able)) === true ? NOBODY_REVIEWS : null;
	}

	function at(place: Place): Policy {
		const binding: PlacedEvent[] = [];
		let known = false;
		for (let index = counted.length - 1; index >= 0; index--) {
			const one = counted[index];
			if (one === undefined || isBefore(place, one.placed)) continue;
			if (!isBefore(one.placed, place)) {
				if (one.placed.id !== place.id) binding.push(one.placed);
				continue;
			}
			known = true;
			const replaced = binding.some(
				(later) => isBefore(one.placed, later) && isBefore(later, place),
			);
			if (!replaced) binding.push(one.placed);
			if (one.sees) break;
		}
		return join(binding, known);
	}

	function join(binding: readonly PlacedEvent[], known: boolean): Policy {
		const key = `${known} ${binding.map(({ index }) => index).join(' ')}`;
		const remembered = joins.get(key);
		if (remembered !== undefined) return remembered;
		const policies = binding.flatMap(({ event }) =>
			event.type === 'policySet' ? [event.policy] : [],
		);
		const policy = strictestOf(known ? policies : [DEFAULT_POLICY, ...policies]);
		joins.set(key, policy);
		return policy;
	}

	return { insert, renew, judge, at, all };
}

function locksOut({ members }: ReviewerRule, able: ReadonlySet<MemberId>): boolean {
	return members.length > 0 && !members.some((member) => able.has(member));
}

function reviewersAt(authority: Authority, place: Place): ReadonlySet<MemberId> {
	const able = new Set<MemberId>();
	for (const [, arrivals] of authority.records.members) {
		const arrival = arrivals.find((one) => isBefore(one, place) && authority.counts(one));
		const { event } = arrival ?? {};
		if (event?.type !== 'memberAdded' && event?.type !== 'workspaceFounded') continue;
		const removed = authority.records.cuts
			.get(event.member)
			?.some((cut) => isBefore(cut, place) && authority.counts(cut));
		const role = authority.roleAt(event.member, place);
		if (removed !== true && isAtLeast(role, 'reviewer')) able.add(event.member);
	}
	return able;
}

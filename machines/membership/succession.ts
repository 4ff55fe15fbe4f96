/** Who follows the founder, and what the handovers that pass the root on rest on. */
import type { Heir } from '#machines/membership/heirs.ts';
import { enrolmentsOf, type PlacedMembership } from '#machines/membership/records.ts';
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
	/** What made a founder's heir a Member is settled by the handover, and so is the handover. */
	readonly sealed: ReadonlySet<EventId>;
}

export interface Successors {
	/** Goes on with the handovers that are new in this list: they descend from all that were there. */
	follow(handovers: readonly PlacedMembership[]): Succession;
}

/**
 * A handover is judged in its own past alone, so that nothing written beside it can undo it; of two
 * that know nothing of each other neither passes the root on. Anybody may write thousands and each
 * past is a fold of its own, so only those are judged that are signed with a key of who holds the
 * root: the founding's second key, or one with which the heir came. And of those only the first one
 * and what stands beside it, since what comes after it may be another holder's to write.
 */
export function createSuccessors(
	founding: PlacedMembership | null,
	heirOf: (handover: PlacedMembership) => Heir | null,
): Successors {
	const keys = new Map<MemberId, Set<KeyId>>();
	const sealed = new Set<EventId>();
	let accepted: readonly PlacedMembership[] = [];
	let contested: readonly PlacedMembership[] = [];
	let holder = take(foundingMember(founding), founding === null ? [] : [founding]);
	let seen = 0;

	function follow(handovers: readonly PlacedMembership[]): Succession {
		if (handovers.length > seen && contested.length === 0) {
			const taken = takeFrom(handovers.slice(seen));
			if (taken.length > 0) accepted = [...accepted, ...taken];
		}
		seen = handovers.length;
		return { accepted, contested, keys, sealed };
	}

	/** They are in the log's order: what is before one of them in the list descends from none after. */
	function takeFrom(fresh: readonly PlacedMembership[]): readonly PlacedMembership[] {
		const taken: PlacedMembership[] = [];
		const straight = straightFrom(fresh);
		for (const [n, next] of fresh.entries()) {
			const last = taken.at(-1) ?? accepted.at(-1);
			if (last !== undefined && !isBefore(last, next)) continue;
			if (!isAble(next)) continue;
			// A root that came back can be handed over again: that is a later stage.
			const rivals = besides(fresh, n, straight).filter(
				(other) => (last === undefined || isBefore(last, other)) && isAble(other),
			);
			if (rivals.length > 0) {
				const able = [next, ...rivals];
				contested = able.filter((one) => !able.some((other) => isBefore(other, one)));
				break;
			}
			taken.push(next);
			const heir = heirOf(next);
			sealed.add(next.id);
			for (const { id } of heir?.enrolments ?? []) sealed.add(id);
			holder = heir === null ? null : take(heir.to, heir.enrolments);
		}
		return taken;
	}

	/** Signed by who holds the root, with a key for that, and with something to pass on. */
	function isAble(handover: PlacedMembership): boolean {
		return (
			holder !== null &&
			keys.get(holder)?.has(handover.event.by.key) === true &&
			heirOf(handover)?.from === holder
		);
	}

	/** Remembers the keys with which somebody came by the root; those that their own keys enrol are below. */
	function take(member: MemberId | null, enrolments: readonly PlacedMembership[]): MemberId | null {
		if (member === null) return null;
		const known = keys.get(member) ?? new Set();
		keys.set(member, known);
		for (const one of enrolments) {
			for (const { keyId, below } of enrolmentsOf(one)) if (below === null) known.add(keyId);
		}
		return member;
	}

	return { follow };
}

/** From where on each descends from the one before it, so that nothing has to be looked for there. */
function straightFrom(list: readonly PlacedMembership[]): number {
	const turn = list.findLastIndex((one, n) => {
		const next = list[n + 1];
		return next !== undefined && !isBefore(one, next);
	});
	return turn + 1;
}

/** Those later in the list than the `n`th that don't descend from it. */
function besides(
	list: readonly PlacedMembership[],
	n: number,
	straight: number,
): readonly PlacedMembership[] {
	const one = list[n];
	const rest: PlacedMembership[] = [];
	for (let at = n + 1; at < list.length; at++) {
		const other = list[at];
		if (one === undefined || other === undefined) continue;
		if (!isBefore(one, other)) rest.push(other);
		else if (at >= straight) break;
	}
	return rest;
}

export function foundingMember(founding: PlacedMembership | null): MemberId | null {
	return founding?.event.type === 'workspaceFounded' ? founding.event.member : null;
}

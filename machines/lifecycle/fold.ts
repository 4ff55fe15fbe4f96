/**
 * Folds a growing graph of events into a WorkspaceState: membership first, then policy, then
 * artefacts. What descends from everything is simply added. A removal, a role or a policy that was
 * written beside what is already folded judges that anew, from the first event that it didn't know
 * or that any rule it makes or breaks didn't, and replays only the artefacts on which something
 * came out differently.
 */

import { createAttestationBook } from '#machines/evidence/attestation-book.ts';
import { createArtefactBook } from '#machines/lifecycle/artefact-book.ts';
import { type Judgement, judgeEvent, sameJudgement } from '#machines/lifecycle/judge.ts';
import { SAYS } from '#machines/lifecycle/refusals.ts';
import { advance, judgeFact } from '#machines/lifecycle/replay.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import { type Authority, createAuthority } from '#machines/membership/authority.ts';
import type { Membership } from '#machines/membership/membership.ts';
import { createPolicyBook } from '#machines/membership/policy-in-force.ts';
import { readMembership } from '#machines/membership/read-membership.ts';
import { createMembershipRecords, isMembership } from '#machines/membership/records.ts';
import { judgeAdmission } from '#machines/membership/rivals.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { EventGraph, PlacedEvent } from '#shared/lifecycle/order.ts';
import type { Refusal } from '#shared/refusal.ts';

export interface Fold {
	state(): WorkspaceState;
	/** Why a previewed event would not count, or null. */
	judge(preview: PlacedEvent): Refusal | null;
	/** How an event that is here was judged; null for one about people or policy. */
	judgementOf(placed: PlacedEvent): Judgement | null;
	/** The same of an event that need not be here. */
	standingOf(preview: PlacedEvent): Judgement | null;
}

export function createFold(graph: EventGraph, root: EventId | null): Fold {
	const authority: Authority = createAuthority(root, createMembershipRecords());
	const policies = createPolicyBook(authority);
	const artefacts = createArtefactBook(graph);
	const attestations = createAttestationBook();
	/** By index: how the event was judged. */
	const judgements: Judgement[] = [];
	const notCounted = new Map<EventId, Refusal>();
	let done = 0;
	let membership: Membership | null = null;
	/** Those that passed the root on. */
	let handovers: readonly PlacedEvent[] = [];
	let refused: ReadonlyMap<EventId, Refusal> | null = null;
	let current: WorkspaceState | null = null;

	function state(): WorkspaceState {
		fold();
		if (current !== null) return current;
		const end = graph.end();
		membership ??= readMembership(authority, end);
		refused ??= new Map(notCounted);
		current = {
			root,
			heads: graph.heads(),
			membership,
			policy: policies.at(end),
			artefacts: artefacts.read(),
			attestations: attestations.read(),
			notCounted: refused,
		};
		return current;
	}

	function judge(preview: PlacedEvent): Refusal | null {
		fold();
		if (isMembership(preview)) {
			const knowsAll = graph.firstUnseenBy(preview) >= graph.placed.length;
			return knowsAll ? judgeAdmission(authority, preview) : authority.judgeJoining(preview);
		}
		if (preview.event.type === 'policySet') return policies.judge(preview);
		const judgement = judgeEvent(authority, policies, preview);
		const verdict = examine(preview, judgement);
		return 'guard' in verdict ? verdict : null;
	}

	function judgementOf(placed: PlacedEvent): Judgement | null {
		fold();
		return judgements[placed.index] ?? null;
	}

	function standingOf(preview: PlacedEvent): Judgement | null {
		fold();
		return isRule(preview) ? null : judgeEvent(authority, policies, preview);
	}

	function fold(): void {
		const total = graph.placed.length;
		if (done === total) return;
		current = null;
		const from = learn(total);
		const dirty = rejudge(from);
		if (dirty.size > 0) refold(dirty);
		for (let index = done; index < total; index++) take(index);
		done = total;
	}

	/** Takes in who is who and which policies hold; returns the first event to judge anew. */
	function learn(total: number): number {
		let from = done;
		let last = true;
		let people = false;
		let rules = false;
		for (let index = done; index < total; index++) {
			const placed = graph.placed[index];
			if (placed === undefined) continue;
			const member = isMembership(placed);
			if (!member && placed.event.type !== 'policySet') continue;
			if (member) authority.records.insert(placed);
			else policies.insert(placed);
			people ||= member;
			rules = true;
			// From the first event on there is nothing earlier to look for.
			if (from === 0 && !last) continue;
			const unseen = graph.firstUnseenBy(placed);
			last &&= unseen > index;
			from = Math.min(from, unseen);
		}
		if (people) {
			authority.renew(last);
			membership = null;
		}
		if (!rules) return from;
		policies.renew();
		for (const placed of turned()) {
			if (from > 0) from = Math.min(from, graph.firstUnseenBy(placed));
		}
		return from;
	}

	/**
	 * The rules that count now and didn't, or the other way round: what one says reaches everything
	 * that it didn't know, which the event that turned it may well have known.
	 */
	function turned(): PlacedEvent[] {
		const rules = [...authority.records.all, ...policies.all].filter((placed) => {
			const refusal = isMembership(placed) ? authority.refusalOf(placed) : policies.judge(placed);
			const didCount = !notCounted.has(placed.id);
			refuse(placed.id, refusal);
			return didCount !== (refusal === null);
		});
		const before = handovers;
		const now: readonly PlacedEvent[] = authority.succession().accepted;
		handovers = now;
		const came = now.filter((one) => !before.includes(one));
		return [...rules, ...came, ...before.filter((one) => !now.includes(one))];
	}

	function rejudge(from: number): Set<ArtefactId> {
		const dirty = new Set<ArtefactId>();
		for (let index = from; index < done; index++) {
			const placed = graph.placed[index];
			const before = judgements[index];
			if (placed === undefined || before === undefined) continue;
			const after = judgeEvent(authority, policies, placed);
			if (sameJudgement(before, after)) continue;
			judgements[index] = after;
			const artefact = artefacts.artefactOf(placed);
			if (artefact === null) apply(placed, after);
			else dirty.add(artefact);
		}
		return dirty;
	}

	/** Replays artefacts, and those that rest on them, as if nothing of theirs had been folded. */
	function refold(dirty: Set<ArtefactId>): void {
		for (const placed of artefacts.reset(dirty)) {
			const judgement = judgements[placed.index];
			if (judgement !== undefined) apply(placed, judgement);
		}
	}

	function take(index: number): void {
		const placed = graph.placed[index];
		if (placed === undefined) return;
		if (isRule(placed)) return;
		const judgement = judgeEvent(authority, policies, placed);
		judgements[index] = judgement;
		apply(placed, judgement);
	}

	function apply(placed: PlacedEvent, judgement: Judgement): void {
		artefacts.note(placed);
		attestations.take(placed, 'guard' in judgement ? null : judgement.relay);
		const verdict = examine(placed, judgement);
		refuse(placed.id, 'guard' in verdict ? verdict : null);
		if ('record' in verdict) artefacts.record(placed, verdict.record.by, verdict.record.context);
	}

	/** What the machine makes of an event: a refusal, its author and next context, or nothing to record. */
	function examine(placed: PlacedEvent, judgement: Judgement) {
		if ('guard' in judgement) return judgement;
		const fact = artefacts.factOf(placed, judgement);
		if (fact === null) return {};
		const context = artefacts.contextOf(placed);
		if (context === null) return SAYS.answersUnseen;
		return judgeFact(context, fact) ?? { record: { by: fact.by, context: advance(context, fact) } };
	}

	function refuse(id: EventId, refusal: Refusal | null): void {
		if (refusal === null ? !notCounted.delete(id) : notCounted.get(id) === refusal) return;
		if (refusal !== null) notCounted.set(id, refusal);
		refused = null;
	}

	return { state, judge, judgementOf, standingOf };
}

/** Membership and policy events answer for themselves, in `note`. */
function isRule(placed: PlacedEvent): boolean {
	return isMembership(placed) || placed.event.type === 'policySet';
}

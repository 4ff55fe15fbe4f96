/** How far a submission is through its gate: who approved, who is waited for, who may. */
import type { Submission } from '#machines/lifecycle/context.ts';
import { personBehind, standingVerdicts, statusOf } from '#machines/lifecycle/context.ts';
import { type Demand, demandsOn, isMet } from '#machines/lifecycle/demands.ts';
import { SAYS } from '#machines/lifecycle/refusals.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import { type ArtefactId, kindOf, type MemberId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/** Whether one person who reviews may approve this submission, and why not. */
export interface MayApprove {
	readonly member: MemberId;
	readonly refusal: Refusal | null;
}

/** What a gate still waits for. Nothing is left of it once the submission is approved. */
export interface StillNeeded {
	/** How many more people. */
	readonly people: number;
	/** Of each of these lists one person, among them. */
	readonly oneOf: readonly Demand[];
	/** Set where those who may approve are not enough: nobody but an owner can help. */
	readonly blocked: Refusal | null;
}

export interface GateProgress {
	/** How many different people it takes. */
	readonly approvalsNeeded: number;
	readonly approvedBy: readonly MemberId[];
	/** Null where nothing waits for a verdict. */
	readonly stillNeeded: StillNeeded | null;
	/** Everyone who reviews here, where something waits for a verdict. */
	readonly mayApprove: readonly MayApprove[];
}

const NO_GATE: Omit<GateProgress, 'approvalsNeeded'> = {
	approvedBy: [],
	stillNeeded: null,
	mayApprove: [],
};

/**
 * Approvals are judged under the policy that bound them, so the gate opens as soon as the people
 * are enough for one of those; the next approval is bound by the policy in force.
 */
export function gateProgress(
	state: WorkspaceState,
	id: ArtefactId,
	submission: Submission | null,
	waits: boolean,
): GateProgress {
	const inForce = state.policy.quorum[kindOf(id)];
	if (submission === null) return { ...NO_GATE, approvalsNeeded: inForce };
	const approvals = standingVerdicts(submission).filter(({ type }) => type === 'approved');
	const approvedBy = [
		...new Set(approvals.flatMap(({ by }) => (by.kind === 'member' ? [by.member] : []))),
	];
	const people = new Set<MemberId>(approvedBy);
	const next = { quorum: inForce, demands: demandsOn(state.policy, id, submission.context) };
	const bars = (waits ? [...approvals, next] : approvals).map(({ quorum, demands }) => ({
		needed: quorum,
		missing: quorum - people.size,
		oneOf: demands.filter((demand) => !isMet(demand, people)),
	}));
	const lowest = bars.toSorted(compareBars)[0];
	const approvalsNeeded = lowest?.needed ?? inForce;
	if (!waits || lowest === undefined) return { ...NO_GATE, approvalsNeeded, approvedBy };
	const mayApprove = whoMayApprove(state, submission, people);
	const able = new Set(mayApprove.flatMap((one) => (one.refusal === null ? [one.member] : [])));
	const { missing, oneOf } = lowest;
	const blocked = whyBlocked(missing, oneOf, able);
	const stillNeeded = { people: Math.max(missing, Math.min(1, oneOf.length)), oneOf, blocked };
	return { approvalsNeeded, approvedBy, stillNeeded, mayApprove };
}

interface Bar {
	readonly needed: number;
	/** Below zero where there are more people than it takes. */
	readonly missing: number;
	readonly oneOf: readonly Demand[];
}

/** The one that takes fewest more people; which of two equal ones follows from what they say. */
function compareBars(a: Bar, b: Bar): number {
	const effort = ({ missing, oneOf }: Bar) => Math.max(missing, oneOf.length);
	const words = ({ oneOf }: Bar) => JSON.stringify(oneOf);
	return effort(a) - effort(b) || a.needed - b.needed || (words(a) < words(b) ? -1 : 1);
}

function whoMayApprove(
	{ membership, policy }: WorkspaceState,
	submission: Submission,
	approved: ReadonlySet<MemberId>,
): readonly MayApprove[] {
	const author = personBehind(submission.by);
	const contested = statusOf(submission) === 'contested';
	const reviewers = [...membership.members.keys()].filter((one) => membership.mayReview(one));
	return reviewers.sort().map((member) => {
		if (approved.has(member))
			return { member, refusal: contested ? APPROVED_OPPOSED : APPROVED_ALREADY };
		return { member, refusal: policy.fourEyes && member === author ? SAYS.fourEyes : null };
	});
}

function whyBlocked(
	missing: number,
	oneOf: readonly Demand[],
	able: ReadonlySet<MemberId>,
): Refusal | null {
	if (oneOf.some((demand) => !isMet(demand, able))) return NO_REVIEWER_LEFT;
	return missing > able.size ? TOO_FEW_REVIEWERS : null;
}

export const APPROVED_ALREADY = refusal(
	'approved-already',
	'You have approved it already.',
	'Another reviewer’s approval is what it waits for.',
);

export const APPROVED_OPPOSED = refusal(
	'approved-already',
	'You have approved it, and somebody asks for changes.',
	'Talk to them: it goes on once they decide anew, or it is submitted again. If they are right, request changes too.',
);

const NO_REVIEWER_LEFT = refusal(
	'no-reviewer-left',
	'The policy asks for one of certain reviewers, and none of them may approve this.',
	'An owner signs a policy that names somebody else, or somebody else submits it.',
);

const TOO_FEW_REVIEWERS = refusal(
	'too-few-reviewers',
	'The policy asks for more people than may approve this.',
	'An owner adds a reviewer, or signs a policy that asks for fewer.',
);

/**
 * The guards of the artefact machine. Each answers with a refusal that says what to do, or null.
 * They look at the event with its past, the machine's context, and the membership and policy that
 * the fact carries; never at a clock, a file or a document.
 */
import {
	findSubmission,
	isApproved,
	isArchived,
	type LifecycleContext,
	personBehind,
	type Submission,
} from '#machines/lifecycle/context.ts';
import { answeredBy, type Fact } from '#machines/lifecycle/fact.ts';
import { SAYS } from '#machines/lifecycle/refusals.ts';
import { isAtLeast } from '#machines/membership/records.ts';
import type { Role } from '#shared/artefact/role.ts';
import { kindOf } from '#shared/id.ts';
import type { Basis } from '#shared/lifecycle/event.ts';
import type { Refusal } from '#shared/refusal.ts';

export type Guard = (context: LifecycleContext, fact: Fact) => Refusal | null;

export const guards = {
	maySubmit(context, fact) {
		if (fact.by.kind === 'member' && !has(fact, 'author')) return SAYS.authorsOnly;
		if (isArchived(context, fact.sees)) return SAYS.archived;
		return fact.event.type === 'submitted' ? judgeBasis(fact, fact.event.basis) : null;
	},

	mayApprove(context, fact) {
		const submission = judgeVerdict(context, fact);
		if ('guard' in submission) return submission;
		if (fact.event.type === 'approved' && fact.event.revision !== submission.revision) {
			return SAYS.otherRevision;
		}
		return judgeReviewer(context, fact) ?? judgeFourEyes(fact, submission);
	},

	mayRequestChanges(context, fact) {
		const submission = judgeVerdict(context, fact);
		if ('guard' in submission) return submission;
		return fact.by.kind !== 'member' || !has(fact, 'reviewer') ? SAYS.reviewersOnly : null;
	},

	mayWithdraw(context, fact) {
		const submission = judgeVerdict(context, fact);
		if ('guard' in submission) return submission;
		if (fact.by.kind === 'agent') {
			const own = submission.by.kind === 'agent' && submission.by.agent === fact.by.agent;
			return own ? null : SAYS.othersSubmission;
		}
		const own = personBehind(submission.by) === fact.by.member;
		return own || has(fact, 'owner') ? null : SAYS.othersSubmission;
	},

	mayReaffirm(context, fact) {
		const submission = answered(context, fact);
		if (submission === null) return SAYS.answersUnseen;
		const refused = judgeReviewer(context, fact) ?? judgeFourEyes(fact, submission);
		if (refused !== null) return refused;
		const standing = !submission.resetBy.some(fact.sees) && !isArchived(context, fact.sees);
		if (!standing || !isApproved(context, submission.revision, fact.sees)) {
			return SAYS.nothingApproved;
		}
		return fact.event.type === 'reaffirmed' ? judgeBasis(fact, fact.event.basis) : null;
	},

	mayBypass(_context, fact) {
		return fact.by.kind === 'member' && has(fact, 'owner') ? null : SAYS.ownersOnly;
	},

	mayArchive(context, fact) {
		if (fact.by.kind !== 'member' || !has(fact, 'author')) return SAYS.authorsOnly;
		return isArchived(context, fact.sees) ? SAYS.archived : null;
	},

	mayRestore(context, fact) {
		if (fact.by.kind !== 'member' || !has(fact, 'author')) return SAYS.authorsOnly;
		return isArchived(context, fact.sees) ? null : SAYS.notArchived;
	},
} as const satisfies Record<string, Guard>;

/** The submission a verdict answers, or why it answers none. */
function judgeVerdict(context: LifecycleContext, fact: Fact): Submission | Refusal {
	const submission = answered(context, fact);
	if (submission === null) return SAYS.answersUnseen;
	if (isArchived(context, fact.sees) || submission.resetBy.some(fact.sees)) return SAYS.archived;
	return submission.supersededBy.some(fact.sees) ? SAYS.superseded : submission;
}

/** The counted submission that a verdict names, where its author knew of it. */
function answered(context: LifecycleContext, fact: Fact): Submission | null {
	const id = answeredBy(fact.event);
	return id !== null && fact.sees(id) ? findSubmission(context, id) : null;
}

function judgeReviewer(context: LifecycleContext, fact: Fact): Refusal | null {
	if (fact.by.kind !== 'member') return SAYS.peopleApprove;
	if (!has(fact, 'reviewer')) return SAYS.reviewersOnly;
	const wanted = fact.policy.assurance[kindOf(context.artefact)];
	return wanted === 'presence' && fact.assurance !== 'presence' ? SAYS.presenceNeeded : null;
}

function judgeFourEyes(fact: Fact, submission: Submission): Refusal | null {
	const own = fact.by.kind === 'member' && personBehind(submission.by) === fact.by.member;
	return own && fact.policy.fourEyes ? SAYS.fourEyes : null;
}

function judgeBasis(fact: Fact, basis: readonly Basis[]): Refusal | null {
	return basis.every((one) => fact.sees(one.submitted) && fact.wasApproved(one))
		? null
		: SAYS.basisNotApproved;
}

function has(fact: Fact, least: Role): boolean {
	return fact.role !== null && isAtLeast(fact.role, least);
}

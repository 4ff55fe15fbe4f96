import type { Action, Question } from '#machines/lifecycle/actions.ts';
import { APPROVED_ALREADY, APPROVED_OPPOSED } from '#machines/lifecycle/gate.ts';
import { SAYS } from '#machines/lifecycle/refusals.ts';
import { kindOf } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

type Offer = (question: Question) => Refusal | null;

/** Why an action is not for this asker now, or null. The fold's guards, said ahead of time. */
export const OFFERS: Readonly<Record<Action, Offer>> = {
	submit({ view, hand, policy, asker }) {
		if (asker.refusal !== null) return asker.refusal;
		if (asker.role !== null && !asker.has('author')) return SAYS.authorsOnly;
		if (!hand.written) return NOT_WRITTEN;
		if (hand.errorFindings > 0) return errorsFirst(hand.errorFindings);
		if (view.submission?.status === 'open' && view.submission.textMatches) return IN_REVIEW;
		const binding = hand.upstream.filter(({ id }) => policy.gates[kindOf(id)] === 'required');
		const unapproved = binding.filter(({ approved }) => !approved).length;
		return unapproved > 0 && policy.gates[view.kind] === 'required'
			? upstreamFirst(unapproved)
			: null;
	},

	approve({ view, policy, asker }) {
		if (asker.refusal !== null) return asker.refusal;
		if (asker.role === null) return SAYS.peopleApprove;
		if (!asker.has('reviewer')) return SAYS.reviewersOnly;
		const submission = view.submission ?? view.returned;
		if (submission === null) return SAYS.answersUnseen;
		if (!submission.textMatches) return TEXT_MOVED_ON;
		if (policy.fourEyes && submission.author === asker.id) return SAYS.fourEyes;
		if (!view.approvals.some(({ member }) => member === asker.id)) return null;
		return view.phase === 'contested' ? APPROVED_OPPOSED : APPROVED_ALREADY;
	},

	requestChanges({ view, asker }) {
		if (asker.refusal !== null) return asker.refusal;
		if (view.submission === null) return SAYS.answersUnseen;
		return asker.has('reviewer') ? null : SAYS.reviewersOnly;
	},

	withdraw({ view, asker }) {
		if (asker.refusal !== null) return asker.refusal;
		if (view.submission === null) return SAYS.answersUnseen;
		const { by, author } = view.submission;
		const own = by === asker.id || (asker.role !== null && author === asker.id);
		return own || asker.has('owner') ? null : SAYS.othersSubmission;
	},

	reaffirm({ view, policy, asker }) {
		if (asker.refusal !== null) return asker.refusal;
		if (asker.role === null) return SAYS.peopleApprove;
		if (!asker.has('reviewer')) return SAYS.reviewersOnly;
		if (policy.fourEyes && view.submission?.author === asker.id) return SAYS.fourEyes;
		// What is reaffirmed rests on what is approved now: the rest would be let go, unseen.
		const open = view.suspectBecause.filter(
			({ artefact, how }) =>
				(how === 'edited' || how === 'unapproved') && policy.gates[kindOf(artefact)] === 'required',
		).length;
		return open > 0 ? reaffirmLater(open) : null;
	},

	archive: ({ asker }) => asker.refusal ?? (asker.has('author') ? null : SAYS.authorsOnly),
	restore: ({ asker }) => asker.refusal ?? (asker.has('author') ? null : SAYS.authorsOnly),
	bypass: ({ asker }) => asker.refusal ?? (asker.has('owner') ? null : SAYS.ownersOnly),
};

const NOT_WRITTEN = refusal(
	'not-written',
	'There is nothing to read yet.',
	'Write it first, then submit it.',
);

const IN_REVIEW = refusal(
	'in-review',
	'This very text is in review already.',
	'Wait for the reviewers, or change the text first.',
);

const TEXT_MOVED_ON = refusal(
	'text-moved-on',
	'The text has changed since it was submitted.',
	'Submit it again, so that what is approved is what everyone sees.',
);

function errorsFirst(count: number): Refusal {
	return refusal(
		'error-findings',
		count === 1 ? 'The text has an error.' : `The text has ${count} errors.`,
		'Repair what the Findings name, then submit.',
	);
}

function upstreamFirst(count: number): Refusal {
	return refusal(
		'upstream-not-approved',
		count === 1
			? 'Something it derives from is not approved yet.'
			: `${count} things it derives from are not approved yet.`,
		'Have those approved first.',
	);
}

function reaffirmLater(count: number): Refusal {
	return refusal(
		'upstream-open',
		count === 1
			? 'What it rests on reads differently now, and is not approved yet.'
			: `${count} things it rests on read differently now, and are not approved yet.`,
		'Have the changed text approved or undone first, then see whether this still holds.',
	);
}

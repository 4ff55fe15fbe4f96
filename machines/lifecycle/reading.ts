/** What the machine's context amounts to, with the text in hand: the predicates of its arrows. */
import {
	isApproved,
	isArchived,
	isLive,
	isOpposed,
	type LifecycleContext,
	leftBehind,
	opponents,
	type Submission,
	statusOf,
} from '#machines/lifecycle/context.ts';
import type { Revision } from '#shared/lifecycle/event.ts';

/** A context never changes, and whoever observes one asks these questions of it again and again. */
function onceEach<T>(read: (context: LifecycleContext) => T): (context: LifecycleContext) => T {
	let last: { readonly context: LifecycleContext; readonly answer: T } | null = null;
	return (context) => {
		if (last?.context !== context) last = { context, answer: read(context) };
		return last.answer;
	};
}

export type Decision = 'archived' | 'contested' | 'approved' | 'review' | 'draft';

/**
 * The decision on the text in hand. Of what is live, the submission of that very text speaks
 * first; what is contested comes before what is approved, and both before what waits.
 */
export const decisionOn = onceEach((context): Decision => {
	if (isArchived(context)) return 'archived';
	const revision = revisionInHand(context);
	const live = context.submissions.filter((one) => isLive(one));
	if (live.some((one) => one.revision === revision && isContested(context, one))) {
		return 'contested';
	}
	if (revision !== null && isApproved(context, revision)) return 'approved';
	if (live.some((one) => isContested(context, one))) return 'contested';
	return live.some((one) => statusOf(one) === 'open') ? 'review' : 'draft';
});

/** Approvals stand beside a verdict that holds, on it or on another submission of the same text. */
function isContested(context: LifecycleContext, submission: Submission): boolean {
	const status = statusOf(submission);
	if (status !== 'approved') return status === 'contested';
	return isOpposed(context, submission, opponents(context, submission.revision));
}

/** The observed revision; before anything was observed, the last one submitted. */
export function revisionInHand(context: LifecycleContext): Revision | null {
	if (context.seen !== null) return context.seen.revision;
	return context.submissions.at(-1)?.revision ?? null;
}

/** The submissions that the decision speaks of, in the log's order. */
export const spokenOf = onceEach((context): readonly Submission[] => {
	const decision = decisionOn(context);
	const revision = revisionInHand(context);
	if (decision === 'approved') {
		const approved = context.submissions.filter(
			(one) =>
				one.revision === revision && one.resetBy.length === 0 && statusOf(one) === 'approved',
		);
		const behind = leftBehind(context, approved);
		return approved.filter(({ id }) => !behind.has(id));
	}
	const live = context.submissions.filter((one) => isLive(one));
	if (decision === 'contested') return live.filter((one) => isContested(context, one));
	if (decision === 'review') return live.filter((one) => statusOf(one) === 'open');
	return [];
});

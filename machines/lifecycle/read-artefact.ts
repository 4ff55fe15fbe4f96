import {
	isArchived,
	isLive,
	isOpposed,
	type LifecycleContext,
	opponents,
	type Submission,
	standingVerdicts,
	statusOf,
} from '#machines/lifecycle/context.ts';
import type { ArtefactState, SubmissionState } from '#machines/lifecycle/state.ts';
import { kindOf } from '#shared/id.ts';
import type { EventId, Revision } from '#shared/lifecycle/event.ts';
import { compareInOrder } from '#shared/lifecycle/order.ts';

/** Submissions never change once recorded, so each is read once. */
const readings = new WeakMap<Submission, SubmissionState>();

/**
 * What the log says about an artefact, for readers. What grows with its history is worked out when
 * it is asked for: an append touches many artefacts, and somebody looks at a few.
 */
export function readArtefact(
	context: LifecycleContext,
	historyOf: () => readonly EventId[],
): ArtefactState {
	const { artefact } = context;
	const submissions = lazily(() => context.submissions.map(readSubmission));
	const approved = lazily(() => approvedRevisions(context, submissions()));
	const reason = lazily(() => lastReason(context));
	const history = lazily(historyOf);
	return {
		id: artefact,
		kind: kindOf(artefact),
		context,
		get submissions() {
			return submissions();
		},
		get approvedRevisions() {
			return approved();
		},
		archived: isArchived(context),
		bypassed: context.bypasses.length > 0,
		get lastReason() {
			return reason();
		},
		get history() {
			return history();
		},
	};
}

function lazily<T>(read: () => T): () => T {
	let known: { readonly value: T } | null = null;
	return () => {
		known ??= { value: read() };
		return known.value;
	};
}

function approvedRevisions(
	context: LifecycleContext,
	submissions: readonly SubmissionState[],
): readonly Revision[] {
	const alike = Map.groupBy(context.submissions, ({ revision }) => revision);
	const opposing = new Map<Revision, readonly Submission[]>();
	function against(revision: Revision): readonly Submission[] {
		const found = opposing.get(revision) ?? opponents(context, revision);
		opposing.set(revision, found);
		return found;
	}
	const approved = context.submissions.filter((one, n) => {
		if (submissions[n]?.status !== 'approved' || one.resetBy.length > 0) return false;
		const alone = alike.get(one.revision)?.length === 1;
		return alone || !isOpposed(context, one, against(one.revision));
	});
	return [...new Set(approved.map(({ revision }) => revision))];
}

function readSubmission(submission: Submission): SubmissionState {
	const known = readings.get(submission);
	if (known !== undefined) return known;
	const { id, revision, by, at, basis, parts, context, supersededBy, resetBy } = submission;
	const reading: SubmissionState = {
		...{ event: id, revision, by, at, basis, parts, context },
		verdicts: submission.verdicts.map(({ id, depth: _d, replacedBy, ...verdict }) => ({
			...verdict,
			event: id,
			stands: replacedBy.length === 0,
		})),
		reaffirmations: submission.reaffirmations.map(({ id, by, quorum, basis }) => ({
			...{ event: id, by, quorum, basis },
		})),
		status: statusOf(submission),
		superseded: supersededBy.length > 0,
		reset: resetBy.length > 0,
	};
	readings.set(submission, reading);
	return reading;
}

function lastReason(context: LifecycleContext): ArtefactState['lastReason'] {
	const last = context.submissions
		.filter((submission) => isLive(submission))
		.flatMap((submission) => standingVerdicts(submission))
		.filter(({ type }) => type === 'changesRequested')
		.sort(compareInOrder)
		.at(-1);
	if (last === undefined || last.reason === null || last.by.kind !== 'member') return null;
	return { ref: last.reason, by: last.by.member, at: last.at, event: last.id };
}

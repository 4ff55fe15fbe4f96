import {
	isArchived,
	isLive,
	isOpposed,
	type LifecycleContext,
	type Submission,
	standingVerdicts,
	statusOf,
} from '#machines/lifecycle/context.ts';
import type { ArtefactState, SubmissionState } from '#machines/lifecycle/state.ts';
import { kindOf } from '#shared/id.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { compareInOrder } from '#shared/lifecycle/order.ts';

/** Submissions never change once recorded, so each is read once. */
const readings = new WeakMap<Submission, SubmissionState>();

/** What the log says about an artefact, for readers. */
export function readArtefact(
	context: LifecycleContext,
	history: readonly EventId[],
): ArtefactState {
	const { artefact } = context;
	const submissions = context.submissions.map(readSubmission);
	const approved = context.submissions.filter(
		(one, n) =>
			submissions[n]?.status === 'approved' && one.resetBy.length === 0 && !isOpposed(context, one),
	);
	return {
		id: artefact,
		kind: kindOf(artefact),
		context,
		submissions,
		approvedRevisions: [...new Set(approved.map(({ revision }) => revision))],
		archived: isArchived(context),
		bypassed: context.bypasses.length > 0,
		lastReason: lastReason(context),
		history,
	};
}

function readSubmission(submission: Submission): SubmissionState {
	const known = readings.get(submission);
	if (known !== undefined) return known;
	const { id, revision, by, at, basis, supersededBy, resetBy } = submission;
	const reading: SubmissionState = {
		...{ event: id, revision, by, at, basis },
		verdicts: submission.verdicts.map(({ id, depth: _, replacedBy, ...verdict }) => ({
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

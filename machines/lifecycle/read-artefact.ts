import {
	isApproved,
	isArchived,
	isLive,
	type LifecycleContext,
	type Submission,
	standingVerdicts,
	statusOf,
} from '#machines/lifecycle/context.ts';
import type { ArtefactState, SubmissionState } from '#machines/lifecycle/state.ts';
import { kindOf } from '#shared/id.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { compareInOrder } from '#shared/lifecycle/order.ts';

/** What the log says about an artefact, for readers. */
export function readArtefact(
	context: LifecycleContext,
	history: readonly EventId[],
): ArtefactState {
	const { artefact, submissions } = context;
	const revisions = new Set(submissions.map(({ revision }) => revision));
	return {
		id: artefact,
		kind: kindOf(artefact),
		context,
		submissions: submissions.map(readSubmission),
		approvedRevisions: [...revisions].filter((revision) => isApproved(context, revision)),
		archived: isArchived(context),
		bypassed: context.bypasses.length > 0,
		lastReason: lastReason(context),
		history,
	};
}

function readSubmission(submission: Submission): SubmissionState {
	const { id, revision, by, at, basis, supersededBy, resetBy } = submission;
	return {
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

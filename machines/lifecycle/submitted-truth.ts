import type { SubmissionState } from '#machines/lifecycle/state.ts';
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { submittedParts } from '#shared/lifecycle/submitted-parts.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/**
 * Why a submission may not be approved though its revision is the text on the screen: what it says
 * of the criteria or the Context is not what the text says, and both standing and reviewers go by
 * that. The fold cannot see it; whoever signs can. Events from before may leave parts out.
 */
export function judgeTruth(
	submission: Pick<SubmissionState, 'parts' | 'context'>,
	artefact: AnyArtefact,
	asksForReviewers: boolean,
): Refusal | null {
	const { criteria, prose, context = null } = submittedParts(artefact);
	const same =
		canonicalJson(submission.parts.criteria) === canonicalJson(criteria) &&
		(submission.parts.prose === null || submission.parts.prose === (prose ?? null));
	const left = submission.context === null && !asksForReviewers;
	return same && (left || submission.context === context) ? null : OTHER_PARTS;
}

const OTHER_PARTS = refusal(
	'other-parts',
	'It was submitted as if it had other criteria, or another context, than its text has.',
	'Have it submitted again, then decide on that.',
);

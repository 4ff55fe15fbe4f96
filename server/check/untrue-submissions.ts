/**
 * What was approved here as if it rested on less than its text does, or said something else.
 *
 * The app refuses to approve such a one; a page that is older, or another program, may have signed
 * it all the same. The fold sees no text, so it counts: whoever checks the texts can tell.
 */
import { judgeBasis } from '#machines/lifecycle/basis-truth.ts';
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { ArtefactState, SubmissionState, Verdict } from '#machines/lifecycle/state.ts';
import { judgeTruth } from '#machines/lifecycle/submitted-truth.ts';
import type { Judged } from '#server/check/judged.ts';
import { createPasts, type Pasts } from '#server/check/pasts.ts';
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import { quotedTitle } from '#server/check/titles.ts';
import { kindOf } from '#shared/id.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { restsOn, type Upstream } from '#shared/lifecycle/upstream.ts';
import type { Finding } from '#shared/trace/finding.ts';

const AGAIN = 'Submit it for review again in Lintel, which says it as the text has it.';

export function untrueFindings(
	judged: readonly Judged[],
	texts: RepositoryTexts,
	ledger: Ledger,
): readonly Finding[] {
	const state = ledger.state();
	const asksForReviewers = (state.policy.reviewers ?? []).length > 0;
	const pasts = createPasts(ledger);

	return judged.flatMap((one) => findingsOf(one)).map(texts.locate);

	function findingsOf({ id, view, revision }: Judged): readonly Finding[] {
		const artefact = texts.find(id);
		const submissions = approvedAs(state.artefacts.get(id), revision);
		if (artefact === null || submissions.length === 0 || view.phase === 'archived') return [];
		const name = quotedTitle(texts, id);
		const tell = (rule: string, message: string): Finding => ({
			...{ rule, severity: 'warning', message, fix: AGAIN, artefact: id },
			...{ field: null, place: null, file: null, line: null },
		});
		const untrue = submissions.some((one) => judgeTruth(one, artefact, asksForReviewers) !== null);
		const left = restsOn(texts.artefacts, id).filter((one) => leavesOut(submissions, one));
		const names = left.map((one) => quotedTitle(texts, one.id)).join(', ');
		const found: Finding[] = [];
		if (untrue) {
			found.push(
				tell(
					'submission-untrue',
					`${name} was approved as if it had other criteria, or another context, than its text has.`,
				),
			);
		}
		if (left.length > 0) {
			found.push(
				tell(
					'submission-rests-on-less',
					`${name} was approved as if it did not rest on all of ${names}: a change there may not make it suspect.`,
				),
			);
		}
		return found;
	}

	/** Whether none of them names what was approved when they were. */
	function leavesOut(submissions: readonly SubmissionState[], one: Upstream): boolean {
		if (state.policy.gates[kindOf(one.id)] === 'off') return false;
		const basis = submissions.flatMap((each) => [
			...each.basis,
			...each.reaffirmations.flatMap((again) => again.basis),
		]);
		if (judgeBasis(state, { basis }, [one]) === null) return false;
		const approvals = submissions.flatMap(approvalsOf).map(({ event }) => event);
		return approvals.some((event) => wasApproved(state.artefacts.get(one.id), event, pasts));
	}
}

function approvedAs(
	artefact: ArtefactState | undefined,
	revision: string | null,
): readonly SubmissionState[] {
	if (artefact === undefined || revision === null) return [];
	return artefact.submissions.filter(
		(one) => one.status === 'approved' && !one.reset && one.revision === revision,
	);
}

/** Whether whoever signed this event knew of enough approvals of it. */
function wasApproved(artefact: ArtefactState | undefined, by: EventId, pasts: Pasts): boolean {
	return (artefact?.submissions ?? []).some((submission) => {
		if (submission.status !== 'approved' || submission.reset) return false;
		const known = approvalsOf(submission).filter(({ event }) => pasts.knew(by, event));
		return known.length > 0 && known.every(({ quorum }) => known.length >= quorum);
	});
}

function approvalsOf({ verdicts }: SubmissionState): readonly Verdict[] {
	return verdicts.filter(({ type, stands }) => type === 'approved' && stands);
}

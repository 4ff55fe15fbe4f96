import type { RecordedVerdict, Submission } from '#machines/lifecycle/context.ts';
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { ArtefactState, WorkspaceState } from '#machines/lifecycle/state.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { Refusal } from '#shared/refusal.ts';

/**
 * What a decision is worth by now. `holds`: it stands, and its text is approved. `waiting`: it
 * stands, and a quorum is still to come. `opposed`: somebody asks for changes beside it. `past`:
 * a later submission took the place of the one it answers, and its text is approved no more.
 */
export type Weight =
	| { readonly kind: 'counts' }
	| { readonly kind: 'not-counted'; readonly refusal: Refusal }
	| { readonly kind: 'replaced'; readonly by: EventId }
	| { readonly kind: 'reset' }
	| { readonly kind: 'holds'; readonly superseded: boolean }
	| { readonly kind: 'waiting'; readonly have: number; readonly need: number }
	| { readonly kind: 'opposed' }
	| { readonly kind: 'past' };

/** What an event that is in the log is worth. */
export function weightOf(ledger: Ledger, id: EventId): Weight {
	const state = ledger.state();
	const refusal = state.notCounted.get(id);
	if (refusal !== undefined) return { kind: 'not-counted', refusal };
	const event = ledger.get(id)?.event;
	if (event?.type === 'submitted') {
		const artefact = state.artefacts.get(event.artefact);
		const submission = artefact?.context.submissions.find((one) => one.id === id);
		return artefact && submission ? submissionWeight(artefact, submission) : { kind: 'counts' };
	}
	const found = event !== undefined && 'answers' in event ? verdictIn(ledger, state, id) : null;
	if (found === null) return { kind: 'counts' };
	const { artefact, submission, verdict } = found;
	// Of two beside each other the first in the log's order, whichever came first.
	const by = submission.verdicts.find((one) => verdict.replacedBy.includes(one.id));
	if (by !== undefined) return { kind: 'replaced', by: by.id };
	if (verdict.type !== 'approved')
		return submission.resetBy.length > 0 ? { kind: 'reset' } : COUNTS;
	return submissionWeight(artefact, submission);
}

const COUNTS: Weight = { kind: 'counts' };

function submissionWeight(artefact: ArtefactState, submission: Submission): Weight {
	if (submission.resetBy.length > 0) return { kind: 'reset' };
	const superseded = submission.supersededBy.length > 0;
	if (artefact.approvedRevisions.includes(submission.revision))
		return { kind: 'holds', superseded };
	if (superseded) return { kind: 'past' };
	const reading = artefact.submissions.find(({ event }) => event === submission.id);
	if (reading?.status === 'contested' || reading?.status === 'approved') return { kind: 'opposed' };
	const standing = submission.verdicts.filter(({ replacedBy }) => replacedBy.length === 0);
	const approvals = standing.filter(({ type }) => type === 'approved');
	if (standing.length > approvals.length) return { kind: 'opposed' };
	const have = new Set(approvals.map(({ by }) => (by.kind === 'member' ? by.member : by.agent)));
	const need = Math.max(1, ...approvals.map(({ quorum }) => quorum));
	return { kind: 'waiting', have: have.size, need };
}

interface FoundVerdict {
	readonly artefact: ArtefactState;
	readonly submission: Submission;
	readonly verdict: RecordedVerdict;
}

function verdictIn(ledger: Ledger, state: WorkspaceState, id: EventId): FoundVerdict | null {
	const event = ledger.get(id)?.event;
	if (event === undefined || !('answers' in event)) return null;
	const answered = ledger.get(event.answers)?.event;
	if (answered?.type !== 'submitted') return null;
	const artefact = state.artefacts.get(answered.artefact);
	const submission = artefact?.context.submissions.find((one) => one.id === event.answers);
	const verdict = submission?.verdicts.find((one) => one.id === id);
	return artefact && submission && verdict ? { artefact, submission, verdict } : null;
}

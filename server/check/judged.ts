/** What the log and the files together say about each artefact of a checkout. */

import { lookAtEvidence, type SeenRuns } from '#machines/evidence/look-at.ts';
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import { type ArtefactView, observe, type SeenBypass } from '#machines/lifecycle/observe.ts';
import type { CheckState } from '#server/check/report.ts';
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import type { RepositoryTraces } from '#server/trace/trace-repository.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { type Practices, practised } from '#shared/trace/practices.ts';

export interface Judged {
	readonly id: ArtefactId;
	readonly view: ArtefactView;
	readonly revision: Revision | null;
	readonly state: CheckState;
	/** The bypass of its gate for this very text, else the last one. */
	readonly bypass: SeenBypass | null;
}

/** What test runs say of these files, and what Contexts and Stories follow. */
export function seenRuns(
	ledger: Ledger,
	texts: RepositoryTexts,
	practices: Practices,
	traces: RepositoryTraces,
): SeenRuns {
	return lookAtEvidence(ledger.state(), {
		artefacts: practised(texts.artefacts, practices),
		implemented: traces.implemented,
		revisionOf: texts.revisionOf,
		filesOf: traces.hashesOf,
	});
}

/** In the files' order, then what only the log knows. */
export function judgeAll(
	ledger: Ledger,
	texts: RepositoryTexts,
	practices: Practices,
	seen: SeenRuns,
): readonly Judged[] {
	const state = ledger.state();
	const { stories, contexts, designs } = practised(texts.artefacts, practices);
	const here = [...stories, ...contexts, ...designs].map(({ id }): ArtefactId => id);
	const elsewhere = [...state.artefacts.values()]
		.filter(({ id, kind, archived, approvedRevisions }) => {
			const isGone = texts.find(id) === null && practices.has(kind);
			return isGone && !archived && approvedRevisions.length > 0;
		})
		.map(({ id }) => id);
	return [...new Set([...here, ...elsewhere.sort()])].map((id) => judge(id));

	function judge(id: ArtefactId): Judged {
		const revision = texts.revisionOf(id);
		const hand = {
			...{ revision, implemented: seen.implemented.has(id), verified: seen.verified.has(id) },
			...{ upstream: texts.revisionOf, parts: texts.partsOf },
		};
		const view = observe(state, id, hand);
		const here = view.bypasses.find((one) => one.revision === revision);
		const bypass = here ?? view.bypasses.at(-1) ?? null;
		return { id, view, revision, bypass, state: stateOf(view, bypass?.revision ?? null, revision) };
	}
}

/** Whether code for it may be written: it is approved, or an owner let exactly this text through. */
export function passesGate({ state }: Pick<Judged, 'state'>): boolean {
	return state === 'approved' || state === 'suspect' || state === 'bypassed';
}

function stateOf(
	view: ArtefactView,
	bypassed: Revision | null,
	revision: Revision | null,
): CheckState {
	switch (view.phase) {
		case 'archived':
			return 'archived';
		case 'contested':
			return 'contested';
		case 'approved':
		case 'implemented':
		case 'verified':
			return view.standing === 'suspect' ? 'suspect' : 'approved';
		case 'review':
		case 'draft':
			if (revision !== null && bypassed === revision) return 'bypassed';
			if (view.phase === 'review') return 'in-review';
			return view.changedSinceApproval ? 'changed' : 'never-approved';
	}
}

import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';

/** How an artefact looks that nobody has decided anything about, under a policy nobody set. */
export function draftView(id: ArtefactId): ArtefactView {
	return {
		id,
		kind: kindOf(id),
		phase: 'draft',
		standing: 'current',
		bypassed: false,
		bypasses: [],
		submission: null,
		returned: null,
		approvedRevision: null,
		approvals: [],
		verdicts: [],
		quorum: 1,
		approvalsNeeded: 1,
		approvedBy: [],
		stillNeeded: null,
		mayApprove: [],
		brokenBasis: [],
		suspectBecause: [],
		changedSinceApproval: false,
		lastReason: null,
	};
}

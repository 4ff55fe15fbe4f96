import type { SubmissionStatus, WorkspaceState } from '#machines/lifecycle/state.ts';
import { type ArtefactId, type ArtefactKind, kindOf, type MemberId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { Basis, EventId, Revision } from '#shared/lifecycle/event.ts';
import type { Assurance } from '#shared/lifecycle/policy.ts';

export type Phase =
	| 'draft'
	| 'review'
	| 'contested'
	| 'approved'
	| 'implemented'
	| 'verified'
	| 'archived';
export type Standing = 'current' | 'suspect';

/** What is seen in one checkout; never logged. */
export interface Hand {
	/** The revision of the artefact's text as it reads here, or null where there is no text. */
	readonly revision: Revision | null;
	/** The code and test files of the 1:1:1 rule exist. */
	readonly implemented?: boolean;
	/** A green attestation fits the hashes in hand. */
	readonly verified?: boolean;
	/**
	 * The revision of an upstream artefact's text here. Give it wherever the texts are at hand:
	 * without it an upstream edit shows only once it is approved.
	 */
	readonly upstream?: (artefact: ArtefactId) => Revision | null;
}

export interface SeenSubmission {
	readonly event: EventId;
	readonly revision: Revision;
	/** Who signed it, or the Member who answers for the Agent. */
	readonly author: MemberId;
	/** The Agent, where one submitted. */
	readonly agent: string | null;
	readonly by: string;
	readonly at: string;
	readonly status: SubmissionStatus;
	/** Whether the text in hand is what was submitted. */
	readonly textMatches: boolean;
}

export interface ArtefactView {
	readonly id: ArtefactId;
	readonly kind: ArtefactKind;
	readonly phase: Phase;
	readonly standing: Standing;
	readonly bypassed: boolean;
	/** The submission the phase speaks of: in review or contested the open one, then the approved one. */
	readonly submission: SeenSubmission | null;
	/** In draft: the last submission, where it was sent back or withdrawn. */
	readonly returned: SeenSubmission | null;
	/** The revision in hand where it is approved, else the last one that is. */
	readonly approvedRevision: Revision | null;
	readonly approvals: readonly {
		readonly event: EventId;
		readonly member: MemberId;
		readonly assurance: Assurance;
		readonly at: string;
	}[];
	/** How many different people must approve, by the policy in force. */
	readonly quorum: number;
	readonly brokenBasis: readonly Basis[];
	/** Something is approved, and the text in hand is not it. */
	readonly changedSinceApproval: boolean;
	readonly lastReason: {
		readonly ref: BlobRef;
		readonly by: MemberId;
		readonly at: string;
		readonly event: EventId;
	} | null;
}

/** The state of one artefact in one checkout: its decisions, then one unlogged `observed`. */
export function observe(state: WorkspaceState, artefact: ArtefactId, _hand: Hand): ArtefactView {
	return {
		id: artefact,
		kind: kindOf(artefact),
		phase: 'draft',
		standing: 'current',
		bypassed: false,
		submission: null,
		returned: null,
		approvedRevision: null,
		approvals: [],
		quorum: state.policy.quorum[kindOf(artefact)],
		brokenBasis: [],
		changedSinceApproval: false,
		lastReason: null,
	};
}

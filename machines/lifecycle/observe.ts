import { brokenBasis } from '#machines/lifecycle/broken-basis.ts';
import {
	emptyContext,
	isLive,
	type LifecycleContext,
	personBehind,
	type Submission,
	standingVerdicts,
	statusOf,
} from '#machines/lifecycle/context.ts';
import { type GateProgress, gateProgress } from '#machines/lifecycle/gate.ts';
import { basisHolds, type UpstreamHand } from '#machines/lifecycle/holding.ts';
import { spokenOf } from '#machines/lifecycle/reading.ts';
import { resume } from '#machines/lifecycle/replay.ts';
import type { LastReason, SubmissionStatus, WorkspaceState } from '#machines/lifecycle/state.ts';
import { type SuspectReason, suspectReasons } from '#machines/lifecycle/suspicion.ts';
import {
	type AgentId,
	type ArtefactId,
	type ArtefactKind,
	kindOf,
	type MemberId,
} from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { Basis, EventId, Revision } from '#shared/lifecycle/event.ts';
import type { Phase, Standing } from '#shared/lifecycle/phase.ts';
import type { Assurance } from '#shared/lifecycle/policy.ts';

/** What is seen in one checkout; never logged. */
export interface Hand extends UpstreamHand {
	/** The revision of the artefact's text as it reads here, or null where there is no text. */
	readonly revision: Revision | null;
	/** The code and test files of the 1:1:1 rule exist. */
	readonly implemented?: boolean;
	/** A green attestation fits the hashes in hand. */
	readonly verified?: boolean;
}

/** A submission as a reader of one checkout sees it. */
export interface SeenSubmission {
	readonly event: EventId;
	readonly revision: Revision;
	/** Who submitted it: a Member or an Agent. */
	readonly by: MemberId | AgentId;
	/** The Member who signed it, or who answers for the Agent. */
	readonly author: MemberId;
	readonly agent: AgentId | null;
	readonly at: string;
	readonly status: SubmissionStatus;
	/** Whether the text in hand is what was submitted. */
	readonly textMatches: boolean;
}

export interface ArtefactView extends GateProgress {
	readonly id: ArtefactId;
	readonly kind: ArtefactKind;
	readonly phase: Phase;
	readonly standing: Standing;
	readonly bypassed: boolean;
	/** Every bypass of its gate, with the reason: for ever. */
	readonly bypasses: readonly SeenBypass[];
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
	/** Every verdict that stands on what the phase speaks of: where contested, who said what. */
	readonly verdicts: readonly SeenVerdict[];
	/** How many different people must approve, by the policy in force. */
	readonly quorum: number;
	readonly brokenBasis: readonly Basis[];
	/** Why it is suspect, upstream artefact by artefact. */
	readonly suspectBecause: readonly SuspectReason[];
	/** Something is approved, and the text in hand is not it. */
	readonly changedSinceApproval: boolean;
	readonly lastReason: LastReason | null;
}

export interface SeenVerdict {
	readonly event: EventId;
	/** The `submitted` it answers. */
	readonly answers: EventId;
	readonly type: 'approved' | 'changesRequested' | 'withdrawn';
	/** A Member, or the Agent that withdrew its own. */
	readonly by: MemberId | AgentId;
	readonly at: string;
	readonly assurance: Assurance;
	readonly reason: BlobRef | null;
}

export interface SeenBypass {
	readonly event: EventId;
	readonly by: MemberId;
	readonly at: string;
	readonly revision: Revision;
	readonly reason: BlobRef;
}

/** The state of one artefact in one checkout: its decisions, then one unlogged `observed`. */
export function observe(state: WorkspaceState, id: ArtefactId, hand: Hand): ArtefactView {
	const artefact = state.artefacts.get(id);
	const context = artefact?.context ?? emptyContext(id);
	const { revision, implemented = false, verified = false } = hand;
	const holds = (basis: Basis) => basisHolds(state, basis, hand);
	const observed = { type: 'observed', revision, implemented, verified, holds } as const;
	const { value, context: seen } = resume(context, observed);
	const spoken = spokenOf(seen);
	const chosen = choose(spoken, revision);
	const approved = artefact?.approvedRevisions ?? [];
	const inHand = revision !== null && approved.includes(revision);
	const broken = brokenBasis(seen);
	return {
		id,
		kind: kindOf(id),
		phase: value.phase,
		standing: value.standing,
		bypassed: artefact?.bypassed ?? false,
		bypasses: seen.bypasses.map(({ id: event, depth: _, ...bypass }) => ({ event, ...bypass })),
		submission: see(chosen, revision),
		returned: value.phase === 'draft' ? see(lastReturned(seen), revision) : null,
		approvedRevision: inHand ? revision : (approved.at(-1) ?? null),
		approvals: spoken.flatMap(approvalsOf),
		verdicts: spokenAgainst(seen, spoken).flatMap(verdictsOn),
		quorum: state.policy.quorum[kindOf(id)],
		...gateProgress(state, id, chosen, value.phase === 'review' || value.phase === 'contested'),
		brokenBasis: broken,
		suspectBecause: broken.length === 0 ? NONE : suspectReasons(state, broken, hand),
		changedSinceApproval: approved.length > 0 && !inHand,
		lastReason: artefact?.lastReason ?? null,
	};
}

const NONE: readonly never[] = [];

/** The one of the text in hand, else the last. */
function choose(submissions: readonly Submission[], revision: Revision | null): Submission | null {
	const matching = submissions.filter((one) => one.revision === revision);
	return matching.at(-1) ?? submissions.at(-1) ?? null;
}

/** With them, other submissions of the same text on which changes are asked for. */
function spokenAgainst(
	context: LifecycleContext,
	spoken: readonly Submission[],
): readonly Submission[] {
	const texts = new Set(spoken.map(({ revision }) => revision));
	return context.submissions.filter(
		(one) =>
			spoken.includes(one) ||
			(texts.has(one.revision) && isLive(one) && statusOf(one) === 'returned'),
	);
}

function lastReturned(context: LifecycleContext): Submission | null {
	const returned = context.submissions.filter((one) => isLive(one) && statusOf(one) === 'returned');
	return returned.at(-1) ?? null;
}

function see(submission: Submission | null, hand: Revision | null): SeenSubmission | null {
	if (submission === null) return null;
	const { id, revision, by, at } = submission;
	return {
		event: id,
		revision,
		by: by.kind === 'member' ? by.member : by.agent,
		author: personBehind(by),
		agent: by.kind === 'agent' ? by.agent : null,
		at,
		status: statusOf(submission),
		textMatches: revision === hand,
	};
}

function verdictsOn(submission: Submission): readonly SeenVerdict[] {
	return standingVerdicts(submission).map(({ id, type, by, at, assurance, reason }) => ({
		...{ event: id, answers: submission.id, type, at, assurance, reason },
		by: by.kind === 'member' ? by.member : by.agent,
	}));
}

function approvalsOf(submission: Submission): ArtefactView['approvals'] {
	return standingVerdicts(submission).flatMap(({ id, type, by, assurance, at }) =>
		type === 'approved' && by.kind === 'member'
			? [{ event: id, member: by.member, assurance, at }]
			: [],
	);
}

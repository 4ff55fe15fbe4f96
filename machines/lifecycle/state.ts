/**
 * What a workspace's log folds to: decisions only. What is seen in a checkout (text and files) is
 * added by `observe`.
 */
import type { Attestation } from '#machines/evidence/attestation.ts';
import type { LifecycleContext } from '#machines/lifecycle/context.ts';
import type { Demand } from '#machines/lifecycle/demands.ts';
import type { Membership } from '#machines/membership/membership.ts';
import type {
	AgentId,
	ArtefactId,
	ArtefactKind,
	ComponentId,
	ContextId,
	MemberId,
} from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { Basis, EventId, Revision } from '#shared/lifecycle/event.ts';
import type { Assurance, Policy } from '#shared/lifecycle/policy.ts';
import type { StoryParts } from '#shared/lifecycle/story-parts.ts';
import type { Refusal } from '#shared/refusal.ts';

export interface WorkspaceState {
	readonly root: EventId | null;
	readonly heads: readonly EventId[];
	readonly membership: Membership;
	/** The policy in force now: the strictest of the last ones set. */
	readonly policy: Policy;
	/** Only artefacts that some counted event names. */
	readonly artefacts: ReadonlyMap<ArtefactId, ArtefactState>;
	/** By Design, the test runs that count and that no later one on the same hashes replaces. */
	readonly attestations: ReadonlyMap<ComponentId, readonly Attestation[]>;
	/** Events that are in the log and do not count, and why. */
	readonly notCounted: ReadonlyMap<EventId, Refusal>;
}

/** Who acted: a Member, or an Agent whom a Member answers for. */
export type Author =
	| { readonly kind: 'member'; readonly member: MemberId }
	| { readonly kind: 'agent'; readonly agent: AgentId; readonly responsible: MemberId };

/**
 * Where one submission stands. `open` waits for verdicts; `contested` has approvals beside a
 * verdict that holds; `returned` was sent back or withdrawn.
 */
export type SubmissionStatus = 'open' | 'approved' | 'contested' | 'returned';

export interface Verdict {
	readonly event: EventId;
	readonly type: 'approved' | 'changesRequested' | 'withdrawn';
	readonly by: Author;
	readonly at: string;
	readonly assurance: Assurance;
	/** How many different people the policy asked for when this verdict was given. */
	readonly quorum: number;
	/** Of whom it asked for one besides. */
	readonly demands: readonly Demand[];
	readonly reason: BlobRef | null;
	/** False once the same author gave a later verdict. */
	readonly stands: boolean;
}

export interface Reaffirmation {
	readonly event: EventId;
	readonly by: Author;
	readonly quorum: number;
	readonly basis: readonly Basis[];
}

export interface SubmissionState {
	readonly event: EventId;
	readonly revision: Revision;
	readonly by: Author;
	readonly at: string;
	readonly basis: readonly Basis[];
	/** For a Story: the hashes of its criteria and prose. */
	readonly parts: StoryParts;
	readonly context: ContextId | null;
	readonly verdicts: readonly Verdict[];
	readonly reaffirmations: readonly Reaffirmation[];
	readonly status: SubmissionStatus;
	/** A later submission descends from this one. */
	readonly superseded: boolean;
	/** The artefact was archived and restored since: nothing of this counts any more. */
	readonly reset: boolean;
}

/** Why people asked for changes the last time. */
export interface LastReason {
	readonly ref: BlobRef;
	readonly by: MemberId;
	readonly at: string;
	readonly event: EventId;
}

/** Everything the log says about one artefact. Lists are in the log's order. */
export interface ArtefactState {
	readonly id: ArtefactId;
	readonly kind: ArtefactKind;
	/** What the machine remembers: `observe` resumes it from here. */
	readonly context: LifecycleContext;
	readonly submissions: readonly SubmissionState[];
	/** Revisions that an approved submission names and no verdict speaks against. */
	readonly approvedRevisions: readonly Revision[];
	readonly archived: boolean;
	/** Set for ever by a `gateBypassed`. */
	readonly bypassed: boolean;
	/** The last change request that still holds on a submission nothing has superseded. */
	readonly lastReason: LastReason | null;
	/** Every counted event about this artefact, in the log's order. */
	readonly history: readonly EventId[];
}

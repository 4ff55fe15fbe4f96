/**
 * One thing that could be done next, and why. Agents, people and the app read the same list; each
 * takes what is for them.
 */
import type { ArtefactId, MemberId, SessionId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';

/** For an Agent: what to call, or `implement` and `verify`, which are done in the repository. */
export type AgentStep =
	| 'write_story'
	| 'write_context'
	| 'write_design'
	| 'read_artefact'
	| 'submit_for_review'
	| 'implement'
	| 'verify'
	| 'start_session'
	| 'get_step';

/**
 * For people: `review` a submission, `settle` what reviewers disagree on, `reaffirm` what is suspect,
 * `answer` what a Session asks, `reopen` a step or its children that can't go on alone.
 */
export type PersonStep = 'review' | 'settle' | 'reaffirm' | 'answer' | 'reopen';

export interface WorkItem {
	/** The same while it is about the same; unique in a list. */
	readonly key: string;
	/** `nobody`: it waits for something else on the list, or somebody is at it. */
	readonly who: 'agent' | 'person' | 'nobody';
	readonly step: AgentStep | PersonStep | 'wait';
	/** Null where it is about the whole workspace. */
	readonly id: ArtefactId | null;
	/** The Session that it is a step of. */
	readonly session: SessionId | null;
	/** The Session that would do it, whose steps are checked; null where none fits. */
	readonly start: SessionStart | null;
	/** What the artefact is called, as somebody wrote it; '' for the workspace. */
	readonly title: string;
	/** One or two sentences. */
	readonly why: string;
	/** Who asked for changes, and in which words; they are part of the reason. */
	readonly asked: { readonly by: MemberId; readonly ref: BlobRef } | null;
	/** Lower comes first. */
	readonly rank: number;
}

export interface SessionStart {
	readonly kind: SessionKind;
	readonly artefact: ArtefactId | null;
}

/** What people sent back, what a change shook, what is broken, what was begun, then what is new. */
export const RANK = {
	sentBack: 0,
	suspect: 1,
	broken: 2,
	begun: 3,
	submit: 4,
	derive: 5,
	build: 6,
	blocked: 7,
	/** Of people's: what stops an Agent first. */
	stuck: 8,
	settle: 9,
	review: 10,
	reaffirm: 11,
} as const;

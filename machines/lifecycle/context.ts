import { type Demand, isMet } from '#machines/lifecycle/demands.ts';
import type { Observation } from '#machines/lifecycle/fact.ts';
import type { Author, SubmissionStatus } from '#machines/lifecycle/state.ts';
import type { ArtefactId, ContextId, MemberId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { Basis, EventId, Revision } from '#shared/lifecycle/event.ts';
import { placeInOrder } from '#shared/lifecycle/order.ts';
import type { Assurance } from '#shared/lifecycle/policy.ts';
import type { StoryParts } from '#shared/lifecycle/story-parts.ts';

/**
 * What the artefact's machine remembers: each counted event once, with the later ones that speak
 * against it. Lists are in the log's order, so no trace is left of who delivered what when.
 */
export interface LifecycleContext {
	readonly artefact: ArtefactId;
	readonly submissions: readonly Submission[];
	readonly archivals: readonly Archival[];
	readonly bypasses: readonly Bypass[];
	readonly seen: Observation | null;
}

export interface Recorded {
	readonly id: EventId;
	readonly depth: number;
}

export interface Submission extends Recorded {
	readonly revision: Revision;
	readonly by: Author;
	readonly at: string;
	readonly basis: readonly Basis[];
	readonly parts: StoryParts;
	/** The Context that a Design's text names. */
	readonly context: ContextId | null;
	readonly verdicts: readonly RecordedVerdict[];
	readonly reaffirmations: readonly RecordedReaffirmation[];
	/** The next submissions that descend from this one. */
	readonly supersededBy: readonly EventId[];
	/** The next restorations that descend from this one. */
	readonly resetBy: readonly EventId[];
}

export interface RecordedVerdict extends Recorded {
	readonly type: 'approved' | 'changesRequested' | 'withdrawn';
	readonly by: Author;
	readonly at: string;
	readonly assurance: Assurance;
	readonly quorum: number;
	/** Whose approval its policy asks for besides. */
	readonly demands: readonly Demand[];
	readonly reason: BlobRef | null;
	/** The same author's next verdicts that descend from this one. */
	readonly replacedBy: readonly EventId[];
}

export interface RecordedReaffirmation extends Recorded {
	readonly by: Author;
	readonly quorum: number;
	readonly demands: readonly Demand[];
	readonly basis: readonly Basis[];
	/** Whether its author knew of that event. */
	readonly knew: Sight;
}

export interface Bypass extends Recorded {
	readonly by: MemberId;
	readonly at: string;
	readonly revision: Revision;
	readonly reason: BlobRef;
}

export interface Archival extends Recorded {
	readonly by: Author;
	readonly at: string;
	readonly liftedBy: readonly EventId[];
}

/** Which events to take into account: those in some event's past, or all. */
export type Sight = (id: EventId) => boolean;
export const EVERYTHING: Sight = () => true;

export function emptyContext(artefact: ArtefactId): LifecycleContext {
	return { artefact, submissions: [], archivals: [], bypasses: [], seen: null };
}

export function findSubmission(context: LifecycleContext, id: EventId): Submission | null {
	return context.submissions.findLast((submission) => submission.id === id) ?? null;
}

export function isArchived(context: LifecycleContext, sees: Sight = EVERYTHING): boolean {
	return context.archivals.some(({ id, liftedBy }) => sees(id) && !liftedBy.some(sees));
}

/** Not superseded, and not from before the artefact was archived and restored. */
export function isLive(submission: Submission, sees: Sight = EVERYTHING): boolean {
	return !submission.supersededBy.some(sees) && !submission.resetBy.some(sees);
}

export function standingVerdicts(
	submission: Submission,
	sees: Sight = EVERYTHING,
): readonly RecordedVerdict[] {
	return submission.verdicts.filter(({ id, replacedBy }) => sees(id) && !replacedBy.some(sees));
}

/** A verdict that holds outweighs any number of approvals; a person counts once. */
export function statusOf(submission: Submission, sees: Sight = EVERYTHING): SubmissionStatus {
	const standing = standingVerdicts(submission, sees);
	const approvals = standing.filter(({ type }) => type === 'approved');
	if (approvals.length < standing.length) return approvals.length > 0 ? 'contested' : 'returned';
	return isAgreed(approvals) ? 'approved' : 'open';
}

/** Whether these different people are enough for one of them: for the policy that bound it. */
export function isAgreed(
	votes: readonly Pick<RecordedVerdict, 'by' | 'quorum' | 'demands'>[],
): boolean {
	const people = new Set(votes.map(({ by }) => authorKey(by)));
	return votes.some(
		({ quorum, demands }) =>
			people.size >= quorum && demands.every((demand) => isMet(demand, people)),
	);
}

/**
 * Whether a revision is approved: some submission of it is, also where a later submission speaks
 * of another text, and nobody asks for changes on the same text beside it.
 */
export function isApproved(
	context: LifecycleContext,
	revision: Revision,
	sees: Sight = EVERYTHING,
): boolean {
	const against = opponents(context, revision, sees);
	return context.submissions.some(
		(one) =>
			one.revision === revision &&
			sees(one.id) &&
			!one.resetBy.some(sees) &&
			statusOf(one, sees) === 'approved' &&
			!isOpposed(context, one, against),
	);
}

/** The submissions of a text on which somebody asks for changes. */
export function opponents(
	context: LifecycleContext,
	revision: Revision,
	sees: Sight = EVERYTHING,
): readonly Submission[] {
	return context.submissions.filter(
		(one) =>
			one.revision === revision &&
			one.verdicts.length > 0 &&
			sees(one.id) &&
			!one.resetBy.some(sees) &&
			standingVerdicts(one, sees).some(({ type }) => type === 'changesRequested'),
	);
}

/**
 * Whether changes are asked for on another submission of the same text. Only a submission that
 * descends from that one leaves it behind; otherwise an Agent could, by submitting once more.
 */
export function isOpposed(
	context: LifecycleContext,
	submission: Submission,
	against: readonly Submission[],
): boolean {
	const others = against.filter((other) => other !== submission);
	if (others.length === 0) return false;
	const behind = leftBehind(context, [submission]);
	return others.some(({ id }) => !behind.has(id));
}

/** The submissions that some of these descend from, along the ones between. */
export function leftBehind(
	context: LifecycleContext,
	submissions: readonly Submission[],
): ReadonlySet<EventId> {
	const supersedes = earlierOnes(context.submissions);
	const behind = new Set<EventId>();
	const ahead = submissions.map(({ id }) => id);
	for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
		for (const earlier of supersedes.get(id) ?? []) {
			if (behind.has(earlier)) continue;
			behind.add(earlier);
			ahead.push(earlier);
		}
	}
	return behind;
}

const supersessions = new WeakMap<
	readonly Submission[],
	ReadonlyMap<EventId, readonly EventId[]>
>();

/** By submission, those that it directly supersedes. */
function earlierOnes(submissions: readonly Submission[]): ReadonlyMap<EventId, readonly EventId[]> {
	const known = supersessions.get(submissions);
	if (known !== undefined) return known;
	const earlier = new Map<EventId, EventId[]>();
	for (const { id, supersededBy } of submissions) {
		for (const later of supersededBy) {
			const list = earlier.get(later);
			if (list === undefined) earlier.set(later, [id]);
			else list.push(id);
		}
	}
	supersessions.set(submissions, earlier);
	return earlier;
}

export function authorKey(by: Author): string {
	return by.kind === 'member' ? by.member : by.agent;
}

/** Who answers for it: the Member, or the one responsible for the Agent. */
export function personBehind(by: Author) {
	return by.kind === 'member' ? by.member : by.responsible;
}

/** The list with one more, at its place in the order. */
export function insertInOrder<T extends Recorded>(list: readonly T[], one: T): readonly T[] {
	return list.toSpliced(
		placeInOrder(list, one, (other) => other),
		0,
		one,
	);
}

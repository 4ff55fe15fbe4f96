import { restedParts, type UpstreamHand } from '#machines/lifecycle/holding.ts';
import type { ArtefactState, Author, WorkspaceState } from '#machines/lifecycle/state.ts';
import type { AcceptanceCriterionId, AgentId, ArtefactId, MemberId } from '#shared/id.ts';
import type { Basis, EventId, Revision } from '#shared/lifecycle/event.ts';
import { changedCriteria, sameProse } from '#shared/lifecycle/story-parts.ts';

/**
 * What happened upstream: another text is `approved`; it is `edited` and not approved yet; the same
 * text is `unapproved`, since somebody asked for changes; it is `archived`; its text is `gone`.
 */
export type Upset = 'approved' | 'edited' | 'unapproved' | 'archived' | 'gone';

/** One upstream artefact that is not what the decision rested on, and what happened to it. */
export interface SuspectReason {
	readonly artefact: ArtefactId;
	readonly how: Upset;
	/** What the decision rested on. */
	readonly from: Revision;
	/** What there is now: the text in hand, else the last that was approved. Null where there is none. */
	readonly to: Revision | null;
	/** The criteria it rests on whose words changed or are gone; empty where it rests on the whole. */
	readonly criteria: readonly AcceptanceCriterionId[];
	/** Whether it rests on criteria, and the narrative or notes that they are read with changed. */
	readonly prose: boolean;
	/** What brought it about; null for words that nobody has submitted. */
	readonly change: UpstreamChange | null;
}

export interface UpstreamChange {
	/** The `submitted` of the other text, or the `archived`. */
	readonly event: EventId;
	readonly by: MemberId | AgentId;
	readonly at: string;
	/** Whoever approved the other text. */
	readonly approvedBy: readonly MemberId[];
}

/** Why each of these no longer holds, by artefact. */
export function suspectReasons(
	state: WorkspaceState,
	broken: readonly Basis[],
	hand: UpstreamHand,
): readonly SuspectReason[] {
	const once = new Map(broken.map((basis) => [placeOf(basis), basis]));
	return [...once]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([, basis]) => reasonFor(state, basis, hand));
}

function placeOf({ artefact, revision, criteria = [] }: Basis): string {
	return [artefact, revision, ...criteria.toSorted()].join(' ');
}

function reasonFor(state: WorkspaceState, basis: Basis, hand: UpstreamHand): SuspectReason {
	const artefact = state.artefacts.get(basis.artefact);
	const { artefact: id, revision: from } = basis;
	const to = artefact?.archived === true ? null : textNow(artefact, id, hand);
	const how = upsetOf(artefact, from, to);
	return {
		artefact: id,
		how,
		from,
		to,
		...partsOf(artefact, basis, hand),
		change: changeTo(artefact, to),
	};
}

function textNow(
	artefact: ArtefactState | undefined,
	id: ArtefactId,
	{ upstream }: UpstreamHand,
): Revision | null {
	return upstream === undefined ? (artefact?.approvedRevisions.at(-1) ?? null) : upstream(id);
}

function upsetOf(artefact: ArtefactState | undefined, from: Revision, to: Revision | null): Upset {
	if (artefact?.archived === true) return 'archived';
	if (to === null) return 'gone';
	if (artefact?.approvedRevisions.includes(to) === true) return 'approved';
	return to === from ? 'unapproved' : 'edited';
}

function partsOf(
	artefact: ArtefactState | undefined,
	basis: Basis,
	{ parts }: UpstreamHand,
): Pick<SuspectReason, 'criteria' | 'prose'> {
	const rested = restedParts(artefact, basis);
	const inHand = parts?.(basis.artefact) ?? null;
	if (rested === null || inHand === null) return { criteria: [], prose: false };
	const criteria = changedCriteria(rested, inHand, basis.criteria ?? []);
	return { criteria, prose: !sameProse(rested, inHand) };
}

function changeTo(artefact: ArtefactState | undefined, to: Revision | null): UpstreamChange | null {
	const archival = artefact?.context.archivals.findLast(({ liftedBy }) => liftedBy.length === 0);
	if (archival !== undefined) {
		const { id, by, at } = archival;
		return { event: id, by: nameOf(by), at, approvedBy: [] };
	}
	const same = artefact?.submissions.filter(({ revision, reset }) => revision === to && !reset);
	const last = same?.findLast(({ status }) => status === 'approved') ?? same?.at(-1);
	if (last === undefined) return null;
	const approvedBy = last.verdicts.flatMap(({ type, by, stands }) =>
		stands && type === 'approved' && by.kind === 'member' ? [by.member] : [],
	);
	return {
		event: last.event,
		by: nameOf(last.by),
		at: last.at,
		approvedBy: [...new Set(approvedBy)],
	};
}

function nameOf(by: Author): MemberId | AgentId {
	return by.kind === 'member' ? by.member : by.agent;
}

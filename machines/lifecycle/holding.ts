/** Whether what a decision rests on is still so, by the log and by the texts in hand. */
import type { ArtefactState, WorkspaceState } from '#machines/lifecycle/state.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';
import type { Basis, Revision } from '#shared/lifecycle/event.ts';
import { changedCriteria, type StoryParts, sameProse } from '#shared/lifecycle/story-parts.ts';

/** The upstream texts of one checkout. */
export interface UpstreamHand {
	/**
	 * The revision of an upstream artefact's text here. Give it wherever the texts are at hand:
	 * without it an upstream edit shows only once it is approved.
	 */
	readonly upstream?: ((artefact: ArtefactId) => Revision | null) | undefined;
	/** The parts of a Story's text here. Without them, what rests on criteria rests on the whole. */
	readonly parts?: ((artefact: ArtefactId) => StoryParts | null) | undefined;
}

/**
 * Still that artefact's approved words: by the log, and in hand where the hand is known. What the
 * team no longer practises makes nothing suspect.
 */
export function basisHolds(state: WorkspaceState, basis: Basis, hand: UpstreamHand): boolean {
	if (state.policy.gates[kindOf(basis.artefact)] === 'off') return true;
	const artefact = state.artefacts.get(basis.artefact);
	if (artefact === undefined || artefact.archived) return false;
	const rested = restedParts(artefact, basis);
	if (rested === null || hand.parts === undefined) return wholeHolds(artefact, basis, hand);
	const parts = hand.parts(basis.artefact);
	return parts !== null && areSame(rested, parts, basis) && areApproved(artefact, rested, basis);
}

/** Whether a text says what the basis rested on, be it approved or not. */
export function sameWords(
	artefact: ArtefactState,
	basis: Basis,
	text: { readonly revision: Revision; readonly parts: StoryParts | null },
): boolean {
	const rested = restedParts(artefact, basis);
	if (rested === null) return text.revision === basis.revision;
	return text.parts !== null && areSame(rested, text.parts, basis);
}

/** The parts of a Story that a basis on criteria speaks of; null for one on the whole. */
export function restedParts(artefact: ArtefactState | undefined, basis: Basis): StoryParts | null {
	if (basis.criteria === undefined) return null;
	const submission = artefact?.submissions.find(({ event }) => event === basis.submitted);
	return submission === undefined || submission.parts.prose === null ? null : submission.parts;
}

function wholeHolds(
	{ approvedRevisions }: ArtefactState,
	{ artefact, revision }: Basis,
	{ upstream }: UpstreamHand,
): boolean {
	if (!approvedRevisions.includes(revision)) return false;
	return upstream === undefined || upstream(artefact) === revision;
}

/** Whether some text that is approved still says the same. */
function areApproved(artefact: ArtefactState, rested: StoryParts, basis: Basis): boolean {
	return artefact.submissions.some(
		({ status, reset, revision, parts }) =>
			status === 'approved' &&
			!reset &&
			areSame(rested, parts, basis) &&
			artefact.approvedRevisions.includes(revision),
	);
}

function areSame(one: StoryParts, other: StoryParts, { criteria = [] }: Basis): boolean {
	return sameProse(one, other) && changedCriteria(one, other, criteria).length === 0;
}

import { basisOf } from '#machines/lifecycle/basis.ts';
import type { SubmissionState, WorkspaceState } from '#machines/lifecycle/state.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Basis, Revision } from '#shared/lifecycle/event.ts';
import type { Upstream } from '#shared/lifecycle/upstream.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/**
 * Why a submission may not be approved though its revision is the text on the screen: its basis
 * leaves out some of what the text is derived from, so that a change there would never make it
 * suspect. Whoever holds a relay's key can sign such a one; the fold sees no text, whoever approves
 * does. What is not
 * approved upstream, by the text in hand where that is given, can't be rested on yet.
 */
export function judgeBasis(
	state: WorkspaceState,
	{ basis }: Pick<SubmissionState, 'basis'>,
	upstream: readonly Upstream[],
	revisionOf?: (artefact: ArtefactId) => Revision | null,
): Refusal | null {
	const approved = upstream.filter((one) => basisOf(state, [one], revisionOf).length > 0);
	const leaves = approved.some((one) => !basis.some((named) => covers(named, one)));
	return leaves ? LESS_BASIS : null;
}

function covers(named: Basis, { id, criteria }: Upstream): boolean {
	if (named.artefact !== id) return false;
	if (named.criteria === undefined) return true;
	return criteria?.every((one) => named.criteria?.includes(one)) === true;
}

const LESS_BASIS = refusal(
	'less-basis',
	'It was submitted as if it rested on less than its text is derived from: later changes there would never be told.',
	'Have it submitted again, then decide on that.',
);

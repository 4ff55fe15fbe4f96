import { basesIn } from '#machines/lifecycle/bases-in.ts';
import { brokenBasis } from '#machines/lifecycle/broken-basis.ts';
import { sameWords } from '#machines/lifecycle/holding.ts';
import type { ArtefactState, WorkspaceState } from '#machines/lifecycle/state.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';
import type { Basis, Revision } from '#shared/lifecycle/event.ts';
import type { StoryParts } from '#shared/lifecycle/story-parts.ts';

/** A text that an artefact might be given; its parts where it is a Story's. */
export interface NextText {
	readonly revision: Revision;
	readonly parts: StoryParts | null;
}

/**
 * What would become suspect, were this the artefact's approved text, or were it archived (null):
 * whatever is approved or in review with the text in hand and rests on words that would be others.
 * Sorted.
 */
export function wouldSuspect(
	state: WorkspaceState,
	id: ArtefactId,
	next: NextText | null,
	revisionOf: (artefact: ArtefactId) => Revision | null,
): readonly ArtefactId[] {
	const upstream = state.artefacts.get(id);
	if (upstream === undefined || state.policy.gates[kindOf(id)] === 'off') return [];
	const holds = (basis: Basis) =>
		basis.artefact !== id || (next !== null && sameWords(upstream, basis, next));
	const restsOnIt = ({ artefact }: Basis) => artefact === id;
	return [...state.artefacts.values()]
		.filter(
			(one) => one.id !== id && basesIn(one).some(restsOnIt) && breaks(one, holds, revisionOf),
		)
		.map((one) => one.id)
		.sort();
}

function breaks(
	{ id, context }: ArtefactState,
	holds: (basis: Basis) => boolean,
	revisionOf: (artefact: ArtefactId) => Revision | null,
): boolean {
	const text = { revision: revisionOf(id), implemented: false, verified: false };
	return brokenBasis({ ...context, seen: { type: 'observed', ...text, holds } }).length > 0;
}

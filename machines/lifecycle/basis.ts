import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Basis, Revision } from '#shared/lifecycle/event.ts';

/**
 * What a submission made now rests on: for each approved upstream artefact its approved
 * submission. Where `revisionOf` gives the text in hand, the submission of that revision;
 * an artefact that isn't approved is left out.
 */
export function basisOf(
	_state: WorkspaceState,
	_upstream: readonly ArtefactId[],
	_revisionOf?: (artefact: ArtefactId) => Revision | null,
): Basis[] {
	return [];
}

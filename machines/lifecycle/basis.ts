import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Basis, Revision } from '#shared/lifecycle/event.ts';

/**
 * What a submission made now rests on: for each approved upstream artefact its approved
 * submission. Where `revisionOf` gives the text in hand, only a submission of that text will do;
 * an artefact that isn't approved is left out.
 */
export function basisOf(
	state: WorkspaceState,
	upstream: readonly ArtefactId[],
	revisionOf?: (artefact: ArtefactId) => Revision | null,
): Basis[] {
	return upstream.flatMap((id) => {
		const artefact = state.artefacts.get(id);
		if (artefact === undefined || artefact.archived) return [];
		const approved = artefact.submissions.findLast(
			({ status, reset, revision }) =>
				status === 'approved' &&
				!reset &&
				artefact.approvedRevisions.includes(revision) &&
				(revisionOf === undefined || revisionOf(id) === revision),
		);
		if (approved === undefined) return [];
		return [{ artefact: id, submitted: approved.event, revision: approved.revision }];
	});
}

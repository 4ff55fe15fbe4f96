import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Basis, Revision } from '#shared/lifecycle/event.ts';
import type { Upstream } from '#shared/lifecycle/upstream.ts';

/**
 * What a submission made now rests on: for each approved upstream artefact its approved
 * submission. Where `revisionOf` gives the text in hand, only a submission of that text will do;
 * an artefact that isn't approved is left out. What rests on
 * criteria of a Story says which.
 */
export function basisOf(
	state: WorkspaceState,
	upstream: readonly Upstream[],
	revisionOf?: (artefact: ArtefactId) => Revision | null,
): Basis[] {
	return upstream.flatMap(({ id, criteria }) => {
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
		const { event, revision, parts } = approved;
		const whole = { artefact: id, submitted: event, revision };
		// An older submission may not say what its criteria were: then all of it carries.
		const named = criteria?.every((one) => parts.criteria[one] !== undefined) === true;
		return [named && parts.prose !== null ? { ...whole, criteria: [...criteria] } : whole];
	});
}

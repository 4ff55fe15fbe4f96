import type { Workspace } from '#server/workspace.ts';
import { artefactsById } from '#shared/artefact/any-artefact.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';

/** What each artefact reads as here and now; null for one that is not here. */
export function revisionInHand({
	workspace,
}: {
	readonly workspace: Pick<Workspace, 'artefacts'>;
}): (id: ArtefactId) => Revision | null {
	const artefacts = artefactsById(workspace.artefacts());
	return (id) => {
		const found = artefacts.get(id);
		return found === undefined ? null : revisionOfArtefact(found);
	};
}

import { findArtefact } from '#server/mcp/artefact.ts';
import type { Workspace } from '#server/workspace.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';

/** What each artefact reads as here and now; null for one that is not here. */
export function revisionInHand({
	workspace,
}: {
	readonly workspace: Pick<Workspace, 'artefacts'>;
}): (id: ArtefactId) => Revision | null {
	const artefacts = workspace.artefacts();
	return (id) => {
		const found = findArtefact(artefacts, id);
		return found.ok ? revisionOfArtefact(found.value) : null;
	};
}

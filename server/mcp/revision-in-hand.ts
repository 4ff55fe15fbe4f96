import { findArtefact } from '#server/mcp/artefact.ts';
import type { Caller } from '#server/mcp/caller.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';

/** What each artefact reads as here and now; null for one that is not here. */
export function revisionInHand({ workspace }: Caller): (id: ArtefactId) => Revision | null {
	const artefacts = workspace.artefacts();
	return (id) => {
		const found = findArtefact(artefacts, id);
		return found.ok ? revisionOfArtefact(found.value) : null;
	};
}

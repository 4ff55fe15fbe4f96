import type { Caller } from '#server/mcp/caller.ts';
import { type AnyArtefact, idOf } from '#shared/artefact/any-artefact.ts';
import { openDesignDoc, readDesignText } from '#shared/doc/design-doc.ts';
import { designDocName } from '#shared/doc/doc-name.ts';
import { canonicalTextOf, revisionOfArtefact } from '#shared/lifecycle/revision.ts';

/**
 * The text and revision of an artefact, remembered as what this Agent starts its next write from.
 * A design comes as its file reads, front matter included: that is what write_design takes.
 */
export function readForAgent(caller: Caller, artefact: AnyArtefact) {
	const id = idOf(artefact);
	const revision = revisionOfArtefact(artefact);
	const text = textOf(caller, artefact);
	caller.bases.remember(caller.agent.id, id, revision, { artefact, text });
	return { text, revision };
}

function textOf({ workspace }: Caller, artefact: AnyArtefact): string {
	if (artefact.kind !== 'design') return canonicalTextOf(artefact);
	const room = workspace.rooms.open(designDocName(artefact.design.id));
	return readDesignText(openDesignDoc(room.yDoc));
}

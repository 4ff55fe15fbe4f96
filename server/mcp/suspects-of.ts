import { wouldSuspect } from '#machines/lifecycle/would-suspect.ts';
import { revisionInHand } from '#server/artefact/revision-in-hand.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { type AnyArtefact, idOf } from '#shared/artefact/any-artefact.ts';
import type { ArtefactId } from '#shared/id.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { storyParts } from '#shared/lifecycle/story-parts.ts';

/** What would become suspect, were this text approved. */
export function suspectsOf(caller: Caller, next: AnyArtefact): readonly ArtefactId[] {
	const state = caller.workspace.journal.ledger.state();
	const parts = next.kind === 'story' ? storyParts(next.story) : null;
	const text = { revision: revisionOfArtefact(next), parts };
	return wouldSuspect(state, idOf(next), text, revisionInHand(caller));
}

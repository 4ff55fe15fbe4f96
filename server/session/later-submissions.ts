/**
 * What an Agent handed in that rests on something handed in with it: people approve that first. Once
 * they did, this is submitted for the Agent as well, as it read when it was handed in; what reads
 * otherwise by then is somebody's own edit, and left to them. All of it follows from the log.
 */
import { leftDrafts } from '#machines/session/left-drafts.ts';
import type { SessionBook } from '#machines/session/session-book.ts';
import { findArtefact } from '#server/artefact/find-artefact.ts';
import {
	type Submitter,
	submitArtefact,
	whyNotSubmitted,
} from '#server/artefact/submit-artefact.ts';
import type { Draft } from '#shared/lifecycle/event.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';

/** Submits what can be by now. */
export async function submitLater(
	{ workspace, now }: Pick<Submitter, 'workspace' | 'now'>,
	book: Pick<SessionBook, 'list' | 'get'>,
): Promise<void> {
	const { journal, relay } = workspace;
	for (const { id } of book.list()) {
		const state = book.get(id);
		const left = state === null ? null : leftDrafts(state, journal.ledger, relay.signer.keyId);
		if (left === null) continue;
		const caller = { workspace, now, agent: { id: left.agent } };
		for (const draft of left.drafts) await submit(caller, draft);
	}
}

async function submit(caller: Submitter, { artefact: id, revision }: Draft): Promise<void> {
	const { artefacts, viewOf } = caller.workspace;
	const found = findArtefact(artefacts(), id);
	const { phase, returned } = viewOf(id);
	// Sent back or withdrawn: it was submitted, and people have it.
	if (phase !== 'draft' || returned?.revision === revision) return;
	if (!found.ok || revisionOfArtefact(found.value) !== revision) return;
	if (whyNotSubmitted(caller, found.value) === null) await submitArtefact(caller, found.value);
}

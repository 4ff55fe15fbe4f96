/** Where an artefact stands, as an Agent needs to know it. */

import { type ActionOffer, actionsFor } from '#machines/lifecycle/actions.ts';
import { isSettled } from '#machines/lifecycle/approval.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import { personName } from '#server/person-name.ts';
import type { Workspace } from '#server/workspace.ts';
import type { AgentId, ArtefactId } from '#shared/id.ts';
import { keepsFromReview } from '#shared/imports/rules/in-code.ts';
import { upstreamOf } from '#shared/lifecycle/upstream.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** What is asked about standing: the artefacts as they read, their states and Findings. */
export interface Standpoint {
	readonly workspace: Pick<Workspace, 'artefacts' | 'viewOf' | 'findings' | 'journal'>;
}

export function findingsOf(caller: Standpoint, id: ArtefactId): readonly Finding[] {
	return caller.workspace.findings().filter(({ artefact }) => artefact === id);
}

export function errorsIn(findings: readonly Finding[]): number {
	return findings.filter(keepsFromReview).length;
}

/** The artefacts this one rests on, and whether each is approved. */
export function upstreamStanding(caller: Standpoint, id: ArtefactId) {
	return upstreamOf(caller.workspace.artefacts(), id).map((upstream) => ({
		id: upstream,
		approved: isSettled(caller.workspace.viewOf(upstream)),
	}));
}

/** What this Agent may do to an artefact that has a text now, and why not where it may not. */
export function offersTo(
	caller: Standpoint & { readonly agent: { readonly id: AgentId } },
	id: ArtefactId,
): readonly ActionOffer[] {
	const { workspace, agent } = caller;
	const hand = {
		written: true,
		errorFindings: errorsIn(findingsOf(caller, id)),
		upstream: upstreamStanding(caller, id),
	};
	const state = workspace.journal.ledger.state();
	const offers = actionsFor(state, workspace.viewOf(id), { agent: agent.id }, hand);
	return offers.filter(({ action }) => action === 'submit');
}

interface Reading {
	readonly workspace: Pick<Workspace, 'journal' | 'store'>;
}

/** The last change request that still holds, in the words of the person who gave it. */
export function lastReasonOf({ workspace }: Reading, view: ArtefactView) {
	if (view.lastReason === null) return null;
	const { ref, by, at } = view.lastReason;
	const text = workspace.store.log.readBlob(ref)?.text ?? '(its text was erased)';
	return { by: personName(workspace, by), at, text };
}

/** Every change request that holds on what is submitted now, the oldest first. */
export function reasonsOf({ workspace }: Reading, id: ArtefactId) {
	const { submissions = [] } = workspace.journal.ledger.state().artefacts.get(id) ?? {};
	return submissions
		.filter(({ superseded, reset }) => !superseded && !reset)
		.flatMap(({ verdicts }) => verdicts)
		.flatMap(({ type, stands, reason, by, at }) => {
			if (type !== 'changesRequested' || !stands || by.kind !== 'member' || !reason) return [];
			const text = workspace.store.log.readBlob(reason)?.text ?? '(its text was erased)';
			return [{ by: personName(workspace, by.member), at, text }];
		});
}

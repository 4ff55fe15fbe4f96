import { isApproved } from '#machines/lifecycle/approval.ts';
import { fittingItems } from '#server/json-bytes.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { shortFindings } from '#server/mcp/short-findings.ts';
import { type AnyArtefact, idOf } from '#shared/artefact/any-artefact.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';

/** What a write answers: the revision to go on from, and what the rules say about it. */
export function written(
	caller: Caller,
	artefact: AnyArtefact,
	text: string,
	merged: boolean,
): Record<string, unknown> {
	const id = idOf(artefact);
	const revision = revisionOfArtefact(artefact);
	caller.bases.remember(caller.agent.id, id, revision, { artefact, text });
	caller.presence.show(caller.agent, id, 'writing');
	const found = shortFindings(caller.workspace, id);
	const findings = fittingItems(found, 4000);
	const isClean = found.every(({ severity }) => severity !== 'error');
	const view = caller.workspace.viewOf(id);
	return {
		id,
		revision,
		state: view.phase,
		/** Others had changed it since the base; both changes are in it. */
		merged,
		findings,
		next: nextWords(caller, isClean, isApproved(view)),
	};
}

function nextWords({ workspace, agent }: Caller, isClean: boolean, approved: boolean): string {
	const holds = workspace.sessions
		.list()
		.find(({ lease }) => lease?.by.kind === 'agent' && lease.by.agent === agent.id);
	const submit =
		holds === undefined
			? 'call submit_for_review with this revision'
			: 'hand it in with submit_step';
	if (!isClean) return `Put right what the error findings name, then ${submit}.`;
	if (!approved) return `When it is complete, ${submit}.`;
	return holds === undefined
		? 'It is approved as it reads: there is nothing to submit.'
		: 'It is approved as it reads: hand it in with submit_step.';
}

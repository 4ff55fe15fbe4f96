import { isApproved } from '#machines/lifecycle/approval.ts';
import { findArtefact } from '#server/artefact/find-artefact.ts';
import { lastReasonOf, upstreamStanding } from '#server/artefact/standing.ts';
import { submitArtefact, whyNotSubmitted } from '#server/artefact/submit-artefact.ts';
import {
	artefactsIn,
	type Check,
	type CheckAsk,
	type CheckSaid,
	fails,
	passes,
} from '#server/session/checks/check.ts';
import { type AnyArtefact, idOf, titleOf } from '#shared/artefact/any-artefact.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';
import type { Draft } from '#shared/lifecycle/event.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';

/** In review, or approved as it reads. What an Agent left as a clean draft is submitted for it. */
export const artefactsSubmitted: Check = async (ask) => {
	const told: string[] = [];
	const drafts: Draft[] = [];
	for (const id of artefactsIn(ask.output)) {
		const said = await submitted(ask, id);
		if (!said.passed) return said;
		told.push(said.text);
		drafts.push(...(said.drafts ?? []));
	}
	return { ...passes(told.join(' ')), drafts };
};

async function submitted(ask: CheckAsk, id: ArtefactId): Promise<CheckSaid> {
	const { workspace } = ask.ground;
	const { policy } = workspace.journal.ledger.state();
	const found = findArtefact(workspace.artefacts(), id);
	if (!found.ok) return fails(`${found.error.reason} ${found.error.fix}`);
	const artefact = found.value;
	const title = `“${titleOf(artefact)}”`;
	if (policy.gates[kindOf(id)] !== 'required') return passes(`${title} needs no approval here.`);
	const revision = revisionOfArtefact(artefact);
	const view = workspace.viewOf(id);
	if (view.phase === 'review') return passes(`${title} is in review.`);
	if (view.phase === 'archived')
		return fails(`${title} is archived. A person restores it, or not.`);
	if (view.approvedRevision === revision && view.phase !== 'contested') {
		return passes(`${title} is approved as it reads.`);
	}
	const sentBack = view.phase === 'contested' ? view.submission : view.returned;
	if (sentBack?.revision === revision) {
		const reason = lastReasonOf(workspaceOf(ask), view);
		const why = reason === null ? 'It was withdrawn.' : `${reason.by} said: ${reason.text}`;
		return fails(
			`${title} was sent back and reads as before. ${why} Change it, then hand in again.`,
		);
	}
	return submitNow(ask, artefact, title);
}

async function submitNow(ask: CheckAsk, artefact: AnyArtefact, title: string): Promise<CheckSaid> {
	const { by, ground } = ask;
	if (by.kind === 'member') {
		return fails(`${title} is a draft. Submit it for review yourself: nobody signs for a person.`);
	}
	const caller = { ...ground, agent: { id: by.agent } };
	const no = whyNotSubmitted(caller, artefact);
	const together = no?.guard === 'upstream-not-approved' ? besides(ask, artefact) : null;
	if (no !== null && together === null) {
		return fails(`${title} could not be submitted: ${no.reason} ${no.fix}`);
	}
	const left = together?.filter((id) => !isApproved(ground.workspace.viewOf(id)));
	if (left !== undefined && left.length > 0) {
		const text = `${title} rests on ${left.join(', ')}, handed in with it: it is submitted once that is approved.`;
		const draft = { artefact: idOf(artefact), revision: revisionOfArtefact(artefact) };
		return { ...passes(text), drafts: [draft] };
	}
	const done = await submitArtefact(caller, artefact);
	if (!done.ok) {
		return fails(`${title} could not be submitted: ${done.error.reason} ${done.error.fix}`);
	}
	return passes(`${title} was submitted for review.`);
}

/**
 * What it rests on and is not approved and current, where all of that is handed in with it; else null.
 * Approved as it reads and only suspect, it can be rested on: people reaffirm it at the same gate.
 */
function besides(ask: CheckAsk, artefact: AnyArtefact): readonly ArtefactId[] | null {
	const open = upstreamStanding(workspaceOf(ask), idOf(artefact))
		.filter(({ approved }) => !approved)
		.map(({ id }) => id);
	const named = artefactsIn(ask.output);
	return open.every((id) => named.includes(id)) ? open : null;
}

function workspaceOf({ ground }: CheckAsk) {
	return { workspace: ground.workspace };
}

/** An Agent's submission of an artefact as it reads, signed by the relay: by its tool, and by its Session. */

import { basisOf } from '#machines/lifecycle/basis.ts';
import { decide } from '#machines/lifecycle/decide.ts';
import { revisionInHand } from '#server/artefact/revision-in-hand.ts';
import { findingsOf, offersTo, upstreamStanding } from '#server/artefact/standing.ts';
import { fittingItems } from '#server/json-bytes.ts';
import type { Workspace } from '#server/workspace.ts';
import { type AnyArtefact, idOf, titleOf } from '#shared/artefact/any-artefact.ts';
import type { AgentId } from '#shared/id.ts';
import { keepsFromReview } from '#shared/imports/rules/in-code.ts';
import { composeEvent } from '#shared/lifecycle/compose.ts';
import type { LifecycleEvent, Revision } from '#shared/lifecycle/event.ts';
import { canonicalTextOf, revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { sealEvent } from '#shared/lifecycle/sign.ts';
import { submittedParts } from '#shared/lifecycle/submitted-parts.ts';
import { restsOn } from '#shared/lifecycle/upstream.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Submitter {
	readonly workspace: Pick<Workspace, 'artefacts' | 'viewOf' | 'findings' | 'journal' | 'relay'>;
	readonly agent: { readonly id: AgentId };
	readonly now: () => Date;
}

export async function submitArtefact(
	caller: Submitter,
	artefact: AnyArtefact,
): Promise<Result<Revision, Refusal>> {
	const { journal, relay } = caller.workspace;
	const text = canonicalTextOf(artefact);
	const revision = revisionOfArtefact(artefact);
	const event = submittedOf(caller, artefact, revision);
	const decided = decide(journal.ledger, event);
	if (!decided.ok) return decided;
	const envelope = await sealEvent(relay.signer, event);
	const result = await journal.append([envelope], [{ revision, text }], []);
	if (!result.ok) return err(result.kind === 'refused' ? result.refusal : tryAgain);
	return ok(revision);
}

function submittedOf(caller: Submitter, artefact: AnyArtefact, revision: Revision): LifecycleEvent {
	const { journal, relay } = caller.workspace;
	const state = journal.ledger.state();
	const id = idOf(artefact);
	const head = {
		workspace: state.root,
		heads: journal.ledger.heads(),
		at: caller.now().toISOString(),
		by: { key: relay.signer.keyId, agent: caller.agent.id },
	};
	return composeEvent(head, {
		type: 'submitted',
		artefact: id,
		revision,
		...submittedParts(artefact),
		basis: basisOf(state, restsOn(caller.workspace.artefacts(), id), revisionInHand(caller)),
	});
}

/** Why the Agent may not submit it as it reads now, or null. */
export function whyNotSubmitted(caller: Submitter, artefact: AnyArtefact): Refusal | null {
	const offer = offersTo(caller, idOf(artefact)).find(({ action }) => action === 'submit');
	if (!offer) return notNow(titleOf(artefact), caller.workspace.viewOf(idOf(artefact)).phase);
	return offer.allowed ? null : withNames(caller, artefact, offer.refusal);
}

/** The ids and findings that a refusal counts, so that the Agent need not look for them. */
function withNames(
	caller: Submitter,
	artefact: AnyArtefact,
	{ guard, reason, fix }: Refusal,
): Refusal {
	const id = idOf(artefact);
	const upstream = upstreamStanding(caller, id).filter(({ approved }) => !approved);
	const errors = findingsOf(caller, id).filter(keepsFromReview);
	const named = [
		...fittingItems(
			upstream.map((up) => up.id),
			600,
		),
		...fittingItems(
			errors.map(({ message }) => message),
			1500,
		),
	];
	return refusal(guard, named.length === 0 ? reason : `${reason} (${named.join(' · ')})`, fix);
}

function notNow(title: string, phase: string): Refusal {
	return refusal(
		'not-now',
		`${title} is ${phase}; there is nothing to submit.`,
		'Call get_work_context for what to do next.',
	);
}

const tryAgain = refusal(
	'missing-parents',
	'The log moved on at the same moment.',
	'Submit again.',
);

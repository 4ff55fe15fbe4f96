import { z } from 'zod';
import { basisOf } from '#machines/lifecycle/basis.ts';
import { decide } from '#machines/lifecycle/decide.ts';
import { findArtefact, idOf, titleOf } from '#server/mcp/artefact.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { fittingItems } from '#server/mcp/page.ts';
import { revisionInHand } from '#server/mcp/revision-in-hand.ts';
import { findingsOf, offersTo, upstreamStanding } from '#server/mcp/standing.ts';
import { suspectsOf } from '#server/mcp/suspects-of.ts';
import { defineTool, type ToolAnswer } from '#server/mcp/tool.ts';
import { whyNotAdmitted } from '#server/mcp/whether-admitted.ts';
import { keepsFromReview } from '#shared/imports/rules/in-code.ts';
import { composeEvent } from '#shared/lifecycle/compose.ts';
import type { LifecycleEvent, Revision } from '#shared/lifecycle/event.ts';
import {
	type AnyArtefact,
	canonicalTextOf,
	revisionOfArtefact,
} from '#shared/lifecycle/revision.ts';
import { sealEvent } from '#shared/lifecycle/sign.ts';
import { submittedParts } from '#shared/lifecycle/submitted-parts.ts';
import { restsOn } from '#shared/lifecycle/upstream.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok } from '#shared/result.ts';

export const submitForReview = defineTool({
	name: 'submit_for_review',
	description:
		'Asks people to review an artefact exactly as revision reads. Answers at once; they decide later, in the Lintel app: tell them.',
	effect: 'submit',
	input: z.object({ id: z.string(), revision: z.string() }),
	async run(caller, { id, revision }): Promise<ToolAnswer> {
		const found = findArtefact(caller.workspace.artefacts(), id);
		if (!found.ok) return err(found.error);
		const artefact = found.value;
		const now = revisionOfArtefact(artefact);
		if (revision !== now) return err(changedSince(titleOf(artefact), now));
		const { submission, phase } = caller.workspace.viewOf(idOf(artefact));
		const waits = phase === 'review' && submission?.revision === now;
		if (waits) return ok(pending(caller, artefact, now));

		const no = whyNotAdmitted(caller) ?? whyNotNow(caller, artefact);
		if (no) return err(no);
		return submit(caller, artefact);
	},
});

async function submit(caller: Caller, artefact: AnyArtefact): Promise<ToolAnswer> {
	const { journal, relay } = caller.workspace;
	const id = idOf(artefact);
	const text = canonicalTextOf(artefact);
	const revision = revisionOfArtefact(artefact);
	const event = submittedOf(caller, artefact, revision);
	const decided = decide(journal.ledger, event);
	if (!decided.ok) return err(decided.error);
	const envelope = await sealEvent(relay.signer, event);
	const result = await journal.append([envelope], [{ revision, text }], []);
	if (!result.ok) return err(result.kind === 'refused' ? result.refusal : tryAgain);
	caller.presence.show(caller.agent, id, 'asking for review');
	return ok(pending(caller, artefact, revision));
}

function submittedOf(caller: Caller, artefact: AnyArtefact, revision: Revision): LifecycleEvent {
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

function whyNotNow(caller: Caller, artefact: AnyArtefact): Refusal | null {
	const offer = offersTo(caller, idOf(artefact)).find(({ action }) => action === 'submit');
	if (!offer) return notNow(titleOf(artefact), caller.workspace.viewOf(idOf(artefact)).phase);
	return offer.allowed ? null : withNames(caller, artefact, offer.refusal);
}

/** The ids and findings that a refusal counts, so that the Agent need not look for them. */
function withNames(
	caller: Caller,
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

function pending(caller: Caller, artefact: AnyArtefact, revision: string) {
	return {
		id: idOf(artefact),
		revision,
		state: 'review',
		pending: true,
		...suspectsIn(caller, artefact),
		next: `A person reviews it at ${caller.url}. Tell them it waits there. Do not wait for it in a loop; read_artefact shows the outcome when you come back.`,
	};
}

/** What its approval would make suspect, so that the Agent can say so to the person it works for. */
function suspectsIn(caller: Caller, artefact: AnyArtefact) {
	const all = suspectsOf(caller, artefact);
	if (all.length === 0) return {};
	return { wouldMakeSuspect: { count: all.length, ids: fittingItems(all, 1500) } };
}

function changedSince(title: string, now: string): Refusal {
	return refusal(
		'changed-since',
		`${title} does not read as that revision any more; it is ${now} now. Nothing was submitted.`,
		'Call read_artefact, look at what changed, and submit the revision it gives.',
	);
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

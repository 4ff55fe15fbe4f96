import { z } from 'zod';
import { findArtefact } from '#server/artefact/find-artefact.ts';
import { submitArtefact, whyNotSubmitted } from '#server/artefact/submit-artefact.ts';
import { fittingItems } from '#server/json-bytes.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { suspectsOf } from '#server/mcp/suspects-of.ts';
import { defineTool, type ToolAnswer } from '#server/mcp/tool.ts';
import { whyNotAdmitted } from '#server/mcp/whether-admitted.ts';
import { type AnyArtefact, idOf, titleOf } from '#shared/artefact/any-artefact.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
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

		const no = whyNotAdmitted(caller) ?? whyNotSubmitted(caller, artefact);
		if (no) return err(no);
		return submit(caller, artefact);
	},
});

async function submit(caller: Caller, artefact: AnyArtefact): Promise<ToolAnswer> {
	const submitted = await submitArtefact(caller, artefact);
	if (!submitted.ok) return submitted;
	caller.presence.show(caller.agent, idOf(artefact), 'asking for review');
	return ok(pending(caller, artefact, revisionOfArtefact(artefact)));
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

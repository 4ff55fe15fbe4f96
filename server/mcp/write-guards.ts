/** What every write of an Agent is asked before it touches a document. */
import { isApproved } from '#machines/lifecycle/approval.ts';
import { fittingItems } from '#server/json-bytes.ts';
import type { Caller } from '#server/mcp/caller.ts';
import type { ReadBase } from '#server/mcp/read-bases.ts';
import { suspectsOf } from '#server/mcp/suspects-of.ts';
import { type AnyArtefact, idOf, titleOf } from '#shared/artefact/any-artefact.ts';
import type { ArtefactId } from '#shared/id.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/**
 * The base that this Agent read. What is there now will do when nothing has changed since; a
 * revision that neither is nor was read is refused.
 */
export function baseOf(
	caller: Caller,
	id: ArtefactId,
	baseRevision: string | undefined,
	present: ReadBase & { readonly revision: string },
): Result<ReadBase, Refusal> {
	if (baseRevision === undefined) return err(noBase(id));
	const read = caller.bases.recall(caller.agent.id, id, baseRevision);
	if (read) return ok(read);
	return baseRevision === present.revision ? ok(present) : err(unknownBase(id));
}

/**
 * An approved artefact opens only for an Agent that means it; an archived one not at all. `next` is
 * what it would read: the refusal names what that would make suspect.
 */
export function mayRevise(
	caller: Caller,
	artefact: AnyArtefact,
	next: AnyArtefact,
	revise: boolean,
): Refusal | null {
	const view = caller.workspace.viewOf(idOf(artefact));
	if (view.phase === 'archived') return isArchived(titleOf(artefact));
	// What is no part of the revision, such as a context's components, leaves an approval as it is.
	const isSame = revisionOfArtefact(next) === revisionOfArtefact(artefact);
	if (!isApproved(view) || revise || isSame) return null;
	return needsRevise(titleOf(artefact), suspectsOf(caller, next));
}

export function conflictIn(fields: readonly string[]): Refusal {
	return refusal(
		'conflict',
		`While you worked, somebody else changed the same words: ${fields.join(', ')}. Nothing was written.`,
		'Call read_artefact again, put your change into what is there now, and write with its revision.',
	);
}

function noBase(id: string): Refusal {
	return refusal(
		'no-base',
		`${id} exists already, and the write does not say which revision it starts from.`,
		'Call read_artefact and pass its revision as baseRevision.',
	);
}

function unknownBase(id: string): Refusal {
	return refusal(
		'unknown-base',
		`${id} does not read as that baseRevision, and you have not read that revision lately.`,
		'Call read_artefact again and start from the revision it gives.',
	);
}

function isArchived(title: string): Refusal {
	return refusal(
		'archived',
		`${title} is archived.`,
		'A person may restore it in the Lintel app; tell them if it is needed.',
	);
}

function needsRevise(title: string, below: readonly ArtefactId[]): Refusal {
	const shown = fittingItems(below, 600);
	const more = below.length > shown.length ? ` and ${below.length - shown.length} more` : '';
	const suspects =
		below.length === 0
			? ''
			: ` Once approved it would make ${below.length} suspect: ${shown.join(', ')}${more}.`;
	return refusal(
		'approved',
		`${title} is approved. Writing takes it out of approval until a person approves the new text.${suspects}`,
		'If that is what you were asked for, write again with revise: true.',
	);
}

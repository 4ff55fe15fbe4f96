/**
 * What an Agent sends as new once more, having been cut off before the answer came, is there
 * already: it is found by its words, and nothing stands twice.
 */
import type { Caller } from '#server/mcp/caller.ts';
import { type AnyArtefact, idOf, titleOf } from '#shared/artefact/any-artefact.ts';
import { canonicalTextOf } from '#shared/lifecycle/revision.ts';

/** The one of `all` that reads as `wanted` does, unless a person archived it. */
export function sentBefore<T extends AnyArtefact>(
	{ workspace }: Caller,
	wanted: T,
	all: readonly T[],
): T | null {
	const title = titleOf(wanted);
	const words = saidBy(wanted);
	const isIt = (one: T) =>
		titleOf(one) === title &&
		saidBy(one) === words &&
		workspace.viewOf(idOf(one)).phase !== 'archived';
	return all.find(isIt) ?? null;
}

/** All of it but its ids, also what is no part of its revision. */
function saidBy(artefact: AnyArtefact): string {
	const text = canonicalTextOf(artefact);
	if (artefact.kind === 'story') return JSON.stringify([text, artefact.story.notes]);
	if (artefact.kind === 'design') return text;
	const rows = artefact.context.components.map(({ name, type, code }) => [name, type, code]);
	return JSON.stringify([text, rows]);
}

/**
 * Gives the rows of a list that bear no known id one each: that of a row that reads alike and that
 * no other bears, in the base or come in since, for this very write may have brought it; else a new one.
 */
export function createRowIds<T extends { readonly id: string }>(
	given: readonly { readonly id?: string | undefined }[],
	before: readonly T[],
	theirs: readonly T[],
	mint: () => T['id'],
): (isAlike: (one: T) => boolean) => T['id'] {
	const borne = new Set<string | undefined>(given.map(({ id }) => id));
	return (isAlike) => {
		const same = [...before, ...theirs].find((one) => !borne.has(one.id) && isAlike(one));
		if (same === undefined) return mint();
		borne.add(same.id);
		return same.id;
	};
}

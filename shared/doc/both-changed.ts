import type { TextConflict } from '#shared/doc/merge-text.ts';

/**
 * Words of an artefact that document and file both changed since they last agreed: what either
 * side said, and what the document says there now. One side is '' where it took them away.
 */
export interface BothChanged extends TextConflict {
	/** The artefact's id; null for the text around artefacts. */
	readonly artefact: string | null;
	/** As a Finding names it: `title`, `criteria/ac_…`; null for the whole artefact. */
	readonly field: string | null;
}

export function bothChanged(
	artefact: string | null,
	field: string | null,
	conflicts: readonly TextConflict[],
): BothChanged[] {
	return conflicts.map((conflict) => ({ artefact, field, ...conflict }));
}

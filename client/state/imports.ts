import type { ArtefactIndex } from '#client/state/artefact-index.svelte.ts';
import { applyImport } from '#shared/doc/edits/import.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { StoriesDoc } from '#shared/doc/stories-doc.ts';
import type { ImportPlan } from '#shared/import/plan.ts';

/** What an import is planned against, and the one step that stores it. */
export interface Imports {
	/** The Stories' document: whoever reads it in an effect is told when it changes. */
	readonly doc: StoriesDoc;
	/** One transaction by this person: one undo takes all of it back. */
	store(plan: ImportPlan): void;
}

export function createImports(index: ArtefactIndex, origin: Origin): Imports {
	return {
		get doc() {
			return index.storiesDoc;
		},
		store: (plan) => applyImport(index.storiesDoc, plan, origin),
	};
}

import type { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import type { Undo } from '#client/state/artefact/undo.svelte.ts';
import { breathe } from '#client/state/breathe.ts';
import { applyImportSlice, type StorablePlan } from '#shared/doc/edits/import.ts';
import { type ImportGround, sliceFits } from '#shared/doc/edits/import-ground.ts';
import type { StoriesDoc } from '#shared/doc/stories-doc.ts';

/** What an import is planned against, and the one step that stores it. */
export interface Imports {
	/** The Stories' document: whoever reads it in an effect is told when it changes. */
	readonly doc: StoriesDoc;
	/** One step by this person: one undo takes all of it back. */
	begin(): ImportStep;
}

export interface ImportStep {
	/**
	 * Stores a plan slice by slice; the page answers in between. `goesOn` is told how many pieces are
	 * stored. False where it stopped: `goesOn` said so, or somebody wrote in what the plan rewrites.
	 */
	store(
		plan: StorablePlan,
		ground: ImportGround,
		goesOn: (stored: number) => boolean,
	): Promise<boolean>;
	end(): void;
	/** What is stored so far goes again. */
	takeBack(): Promise<void>;
}

/** So long a slice may take, what listens to the document included. */
const SLICE_MS = 10;
const FEWEST = 4;
const MOST = 200;

export function createImports(index: ArtefactIndex, undo: Undo): Imports {
	return {
		get doc() {
			return index.storiesDoc;
		},
		begin() {
			const doc = index.storiesDoc;
			const { origin, end, takeBack } = undo.openStep('stories');
			let size = 20;

			function storeOne(plan: StorablePlan, ground: ImportGround, from: number): number | null {
				const to = from + size;
				const since = performance.now();
				// A document that was founded anew is another one.
				const isHere = index.storiesDoc.yDoc === doc.yDoc;
				if (!isHere || !sliceFits(doc, plan, from, to, ground)) return null;
				applyImportSlice(doc, plan, from, to, origin);
				const took = performance.now() - since;
				size = Math.max(FEWEST, Math.min(MOST, Math.round((size * SLICE_MS) / took)));
				return to;
			}

			return {
				...{ end, takeBack },
				async store(plan, ground, goesOn) {
					const all = plan.pieces.length;
					for (let from = 0; from === 0 || from < all; ) {
						const to = storeOne(plan, ground, from);
						if (to === null || !goesOn(Math.min(to, all))) return false;
						from = to;
						// The last one ends the step before anything else has its turn.
						if (from < all) await breathe();
					}
					return true;
				},
			};
		},
	};
}

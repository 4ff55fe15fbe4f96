import type { CriterionState } from '#client/features/trace/chain.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Story } from '#shared/artefact/story.ts';
import { rollUp } from '#shared/evidence/roll-up.ts';
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import type { AcceptanceCriterionId, ArtefactId, ComponentId } from '#shared/id.ts';

interface RunsInHand {
	readonly artefacts: Artefacts;
	/** Of the Designs with test runs, those that are about what is in hand. */
	readonly evidence: ReadonlyMap<ArtefactId, SeenEvidence>;
	readonly implemented: ReadonlySet<ArtefactId>;
	isArchived(design: ComponentId): boolean;
}

type States = ReadonlyMap<AcceptanceCriterionId, CriterionState>;

/** How the tests of each criterion came out, by the one function that the relay asks too. */
export function createCriterionStates(): (runs: RunsInHand) => States {
	let readFor: { readonly stories: readonly Story[]; readonly rest: string } | null = null;
	let states: States = new Map();

	return ({ artefacts, evidence, implemented, isArchived }) => {
		const { stories, designs } = artefacts;
		const parts = designs.map(({ id, criteria }) => [
			id,
			isArchived(id),
			implemented.has(id),
			criteria,
		]);
		// Typing in a Design leaves all of this alone.
		const rest = JSON.stringify([parts, [...evidence.values()]]);
		if (readFor?.stories === stories && readFor.rest === rest) return states;
		readFor = { stories, rest };
		const standing = (id: ComponentId) => (isArchived(id) ? 'archived' : 'passed');
		const { criteria } = rollUp({ artefacts, implemented, evidence, standing });
		states = new Map([...criteria].map(([id, { state }]) => [id, state]));
		return states;
	};
}

import type { CriterionState } from '#client/features/trace/chain.ts';
import { isSameList } from '#client/features/trace/memo.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
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
	let readFrom: readonly unknown[] | null = null;
	let states: States = new Map();

	return ({ artefacts, evidence, implemented, isArchived }) => {
		// Typing in a Design leaves all of this alone.
		const from: unknown[] = [artefacts.stories];
		for (const { id, criteria } of artefacts.designs) {
			from.push(id, isArchived(id), implemented.has(id), criteria.join());
		}
		for (const seen of evidence.values()) from.push(seen);
		if (readFrom !== null && isSameList(readFrom, from)) return states;
		readFrom = from;
		const standing = (id: ComponentId) => (isArchived(id) ? 'archived' : 'passed');
		const { criteria } = rollUp({ artefacts, implemented, evidence, standing });
		states = new Map([...criteria].map(([id, { state }]) => [id, state]));
		return states;
	};
}

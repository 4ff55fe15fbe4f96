/**
 * All that test runs say of one checkout: of each Design with runs, and what follows for Contexts and
 * Stories. The relay and `lintel check` both ask here.
 */
import { evidenceOf, type HashesInHand } from '#machines/evidence/evidence-of.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { type RollUp, rollUp } from '#shared/evidence/roll-up.ts';
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';

export interface CheckoutInHand {
	/** What the team practises. */
	readonly artefacts: Artefacts;
	/** Designs whose code and test files are there. */
	readonly implemented: ReadonlySet<ArtefactId>;
	readonly revisionOf: (id: ArtefactId) => Revision | null;
	/** Asked for Designs with runs alone: it takes reading files. */
	readonly filesOf: (design: ComponentId) => Pick<HashesInHand, 'code' | 'test'>;
}

export interface SeenRuns extends RollUp {
	/** By Design. */
	readonly evidence: ReadonlyMap<ArtefactId, SeenEvidence>;
}

export function lookAtEvidence(state: WorkspaceState, hand: CheckoutInHand): SeenRuns {
	const { artefacts, implemented, revisionOf, filesOf } = hand;
	const attested = artefacts.designs.filter(({ id }) => state.attestations.has(id));
	const evidence = new Map<ArtefactId, SeenEvidence>(
		attested.map(({ id }) => {
			const inHand = { revision: revisionOf(id), ...filesOf(id) };
			return [id, evidenceOf(state, id, inHand)] as const;
		}),
	);
	const known = new Map<ComponentId, ReturnType<typeof standingOf>>();
	const standing = (id: ComponentId) => {
		const now = known.get(id) ?? standingOf(state, id, revisionOf);
		known.set(id, now);
		return now;
	};
	return { evidence, ...rollUp({ artefacts, implemented, evidence, standing }) };
}

/** Whether a Design has passed its gate as it reads here: an advisory gate is passed by anything. */
export function standingOf(
	state: Pick<WorkspaceState, 'artefacts' | 'policy'>,
	id: ComponentId,
	revisionOf: (id: ArtefactId) => Revision | null,
): 'passed' | 'not' | 'archived' {
	const artefact = state.artefacts.get(id);
	if (artefact?.archived === true) return 'archived';
	if (state.policy.gates.design !== 'required') return 'passed';
	const revision = revisionOf(id);
	const approved = artefact?.approvedRevisions ?? [];
	return revision !== null && approved.includes(revision) ? 'passed' : 'not';
}

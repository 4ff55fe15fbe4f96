/** What test runs say of this checkout, as the relay sees it: asked again only when something changed. */

import { lookAtEvidence, type SeenRuns } from '#machines/evidence/look-at.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { ArtefactReader } from '#server/artefact-reader.ts';
import type { LiveTraces } from '#server/trace/live-traces.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ComponentId } from '#shared/id.ts';

export const NOTHING_SEEN: SeenRuns = {
	implemented: new Set(),
	verified: new Set(),
	criteria: new Map(),
	evidence: new Map(),
	because: () => null,
};

export function seeRuns(deps: {
	readonly state: WorkspaceState;
	readonly reader: Pick<ArtefactReader, 'revisionOf'>;
	/** By the Traces of this checkout. */
	readonly traces: Pick<LiveTraces, 'hashesOf'>;
	readonly implemented: ReadonlySet<ComponentId>;
	readonly artefacts: () => Artefacts;
}): SeenRuns {
	const { state, reader, implemented } = deps;
	// Reading every Design takes a while, and with no code there is nothing to see.
	if (implemented.size === 0 && state.attestations.size === 0) return NOTHING_SEEN;
	return lookAtEvidence(state, {
		artefacts: deps.artefacts(),
		implemented,
		revisionOf: reader.revisionOf,
		filesOf: deps.traces.hashesOf,
	});
}

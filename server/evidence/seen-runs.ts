/** What test runs say of this checkout, as the relay sees it: asked again only when something changed. */

import { lookAtEvidence, type SeenRuns } from '#machines/evidence/look-at.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { ArtefactReader } from '#server/artefact-reader.ts';
import { type FileHashes, hashesIn } from '#server/evidence/files-in-hand.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { Preset } from '#shared/trace/preset.ts';

export const NOTHING_SEEN: SeenRuns = {
	implemented: new Set(),
	verified: new Set(),
	criteria: new Map(),
	evidence: new Map(),
	because: () => null,
};

export function seeRuns(deps: {
	readonly state: WorkspaceState;
	readonly reader: Pick<ArtefactReader, 'revisionOf' | 'contexts'>;
	readonly hashes: FileHashes;
	readonly preset: Preset | null;
	readonly implemented: readonly ComponentId[];
	readonly artefacts: () => Artefacts;
}): SeenRuns {
	const { state, reader, hashes, preset } = deps;
	// Reading every Design takes a while, and with no code there is nothing to see.
	if (deps.implemented.length === 0 && state.attestations.size === 0) return NOTHING_SEEN;
	const codeOf = new Map<ArtefactId, string>(
		reader.contexts().flatMap(({ components }) => components.map(({ id, code }) => [id, code])),
	);
	return lookAtEvidence(state, {
		artefacts: deps.artefacts(),
		implemented: new Set(deps.implemented),
		revisionOf: reader.revisionOf,
		filesOf: (id) => hashesIn(hashes.ofCode(preset, codeOf.get(id) ?? '')),
	});
}

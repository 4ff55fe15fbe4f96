/** What made an artefact and those below it suspect, with both texts. */

import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { SuspectReason } from '#machines/lifecycle/suspicion.ts';
import { allArtefacts, idOf } from '#shared/artefact/any-artefact.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { canonicalTextOf, revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { downstreamOf } from '#shared/lifecycle/upstream.ts';
import type { UpstreamChanged } from '#shared/session/pack/pack-source.ts';

interface ChangeDeps {
	readonly artefacts: Artefacts;
	readonly viewOf: (id: ArtefactId) => ArtefactView;
	readonly readText: (revision: Revision) => string | null;
}

/** One for each upstream artefact and each text of it that something still rests on. */
export function changesAbove(deps: ChangeDeps, id: ArtefactId): readonly UpstreamChanged[] {
	const found = new Map<string, { readonly reason: SuspectReason; readonly ids: ArtefactId[] }>();
	for (const below of [id, ...downstreamOf(deps.artefacts, id)]) {
		for (const reason of deps.viewOf(below).suspectBecause) {
			const key = `${reason.artefact} ${reason.from} ${reason.to}`;
			const before = found.get(key);
			if (before === undefined) found.set(key, { reason, ids: [below] });
			else before.ids.push(below);
		}
	}
	return [...found]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([, { reason, ids }]) => changed(deps, reason, ids));
}

function changed(
	deps: ChangeDeps,
	{ artefact, how, from, to }: SuspectReason,
	ids: readonly ArtefactId[],
): UpstreamChanged {
	const suspects = [...new Set(ids)].sort();
	return {
		artefact,
		how,
		suspects,
		from: textOf(deps, artefact, from),
		to: textOf(deps, artefact, to),
	};
}

/** From the store, or as it reads now where that is the revision. */
function textOf(
	{ artefacts, readText }: ChangeDeps,
	id: ArtefactId,
	revision: Revision | null,
): string | null {
	if (revision === null) return null;
	const kept = readText(revision);
	if (kept !== null) return kept;
	const now = allArtefacts(artefacts).find((one) => idOf(one) === id);
	return now !== undefined && revisionOfArtefact(now) === revision ? canonicalTextOf(now) : null;
}

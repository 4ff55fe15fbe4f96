/** Who has to be looked at again when one artefact changes: those above and below it. */

import { basesIn } from '#machines/lifecycle/bases-in.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId } from '#shared/id.ts';
import { upstreamOf } from '#shared/lifecycle/upstream.ts';

export interface WorkLinks {
	/** What it rests on now. */
	aboveOf(id: ArtefactId): readonly ArtefactId[];
	belowOf(id: ArtefactId): ReadonlySet<ArtefactId>;
	/** Reads an artefact's links again; answers with all that it is or was linked to. */
	link(id: ArtefactId, artefact: AnyArtefact | null): readonly ArtefactId[];
	/** Goes by these from now on. */
	under(artefacts: Artefacts, state: WorkspaceState): void;
}

const NONE: ReadonlySet<ArtefactId> = new Set();

export function createWorkLinks(): WorkLinks {
	/** What its text and its decisions rest on. */
	const above = new Map<ArtefactId, readonly ArtefactId[]>();
	const linked = new Map<ArtefactId, ReadonlySet<ArtefactId>>();
	const below = new Map<ArtefactId, Set<ArtefactId>>();
	let artefacts: Artefacts = { stories: [], contexts: [], designs: [] };
	let state: WorkspaceState | null = null;

	function link(id: ArtefactId, artefact: AnyArtefact | null): readonly ArtefactId[] {
		const rests = artefact === null ? [] : upstreamOf(artefacts, id);
		const bases = basesIn(state?.artefacts.get(id)).map((basis) => basis.artefact);
		const now = new Set([...rests, ...bases]);
		const before = linked.get(id) ?? NONE;
		for (const one of before) if (!now.has(one)) below.get(one)?.delete(id);
		for (const one of now) {
			if (!below.get(one)?.add(id)) below.set(one, new Set([id]));
		}
		above.set(id, rests);
		linked.set(id, now);
		return [...before, ...now, ...(below.get(id) ?? [])];
	}

	return {
		aboveOf: (id) => above.get(id) ?? [],
		belowOf: (id) => below.get(id) ?? NONE,
		link,
		under(nowArtefacts, nowState) {
			artefacts = nowArtefacts;
			state = nowState;
		},
	};
}

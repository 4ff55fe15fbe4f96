/** Approved words and words in hand, of any artefact. */

import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { ArtefactState, WorkspaceState } from '#machines/lifecycle/state.ts';
import { type AnyArtefact, artefactsById } from '#shared/artefact/any-artefact.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Story } from '#shared/artefact/story.ts';
import { AcceptanceCriterionId, type ArtefactId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { criterionHashOf, revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { thaw } from '#shared/lifecycle/thaw.ts';
import type { KnownText } from '#shared/session/pack/pack-source.ts';

interface KnownDeps {
	readonly artefacts: Artefacts;
	readonly state: WorkspaceState;
	readonly viewOf: (id: ArtefactId) => ArtefactView;
	/** The frozen text that a revision names. */
	readonly readText: (revision: Revision) => string | null;
}

/** Asked for many times while one pack is made: looked for once. */
export function gatherKnown(deps: KnownDeps): (id: ArtefactId) => KnownText | null {
	const byId = artefactsById(deps.artefacts);
	const known = new Map<ArtefactId, KnownText | null>();
	return (id) => {
		const now = byId.get(id);
		const before = known.get(id);
		if (before !== undefined) return before;
		const text = now === undefined ? null : knownText(deps, id, now);
		known.set(id, text);
		return text;
	};
}

function knownText(deps: KnownDeps, id: ArtefactId, now: AnyArtefact): KnownText | null {
	const view = deps.viewOf(id);
	if (view.phase === 'archived') return null;
	return {
		now,
		approved: approvedOf(deps, view, now),
		binding: deps.state.policy.gates[now.kind] === 'required',
		suspect: view.standing === 'suspect',
	};
}

/** Null also where the frozen text is gone, or was printed in a way that nobody can read back. */
function approvedOf(
	{ state, readText }: KnownDeps,
	{ id, approvedRevision: revision }: ArtefactView,
	now: AnyArtefact,
): AnyArtefact | null {
	if (revision === null) return null;
	if (revisionOfArtefact(now) === revision) return now;
	const text = readText(revision);
	const thawed = text === null ? null : thaw(text, now);
	if (thawed?.kind !== 'story') return thawed;
	return { kind: 'story', story: withIds(thawed.story, revision, state.artefacts.get(id)) };
}

/** The criteria under the ids that they were submitted with: a text alone doesn't say. */
function withIds(story: Story, revision: Revision, state: ArtefactState | undefined): Story {
	const parts = state?.submissions.findLast((one) => one.revision === revision)?.parts;
	const byHash = new Map(Object.entries(parts?.criteria ?? {}).map(([id, hash]) => [hash, id]));
	const criteria = story.criteria.map((one) => {
		const id = AcceptanceCriterionId.safeParse(byHash.get(criterionHashOf(one.text))).data;
		return { ...one, id: id ?? one.id };
	});
	return { ...story, criteria };
}

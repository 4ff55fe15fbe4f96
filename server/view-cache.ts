/** Keeps what `observe` made of an artefact while everything that it looked at is the same. */
import { basesIn } from '#machines/lifecycle/bases-in.ts';
import { type ArtefactView, observe } from '#machines/lifecycle/observe.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import { type ArtefactId, type ArtefactKind, kindOf } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';
import type { StoryParts } from '#shared/lifecycle/story-parts.ts';

export interface SeenHere {
	/** Asked for only where somebody decided something: it takes hashing. */
	readonly revision: () => Revision | null;
	readonly implemented: boolean;
	readonly verified: boolean;
	/** The revision of an upstream artefact's text here. */
	readonly upstream: (artefact: ArtefactId) => Revision | null;
	/** The parts of a Story's text here: the same object while it reads the same. */
	readonly parts: (artefact: ArtefactId) => StoryParts | null;
}

export function createViewCache(): (
	state: WorkspaceState,
	id: ArtefactId,
	hand: SeenHere,
) => ArtefactView {
	const kept = new Map<ArtefactId, { readonly key: readonly unknown[]; view: ArtefactView }>();
	/** What nobody ever decided on looks alike, whatever its text: most of a new repository. */
	let drafts: { readonly policy: Policy; readonly byKind: Map<ArtefactKind, ArtefactView> } | null =
		null;

	function draftOf(state: WorkspaceState, id: ArtefactId): ArtefactView {
		if (drafts?.policy !== state.policy) drafts = { policy: state.policy, byKind: new Map() };
		const kind = kindOf(id);
		const draft = drafts.byKind.get(kind) ?? observe(state, id, { revision: null });
		drafts.byKind.set(kind, draft);
		return { ...draft, id };
	}

	return (state, id, hand) => {
		if (!state.artefacts.has(id)) return draftOf(state, id);
		const revision = hand.revision();
		const key = [revision, hand.implemented, hand.verified, ...lookedAt(state, id, hand)];
		const before = kept.get(id);
		if (before !== undefined && isSame(before.key, key)) return before.view;
		const view = observe(state, id, { ...hand, revision });
		kept.set(id, { key, view });
		return view;
	};
}

/** Folded states are the same object until something of theirs changes. */
function lookedAt(state: WorkspaceState, id: ArtefactId, hand: SeenHere): readonly unknown[] {
	const artefact = state.artefacts.get(id);
	return [
		artefact,
		state.policy,
		state.membership,
		...basesIn(artefact).flatMap((basis) => [
			state.artefacts.get(basis.artefact),
			hand.upstream(basis.artefact),
			basis.criteria === undefined ? null : hand.parts(basis.artefact),
		]),
	];
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
	return one.length === other.length && one.every((part, n) => part === other[n]);
}

import { type ArtefactView, observe } from '#machines/lifecycle/observe.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import { type ArtefactId, type ArtefactKind, kindOf } from '#shared/id.ts';

/**
 * How artefacts look that no decision names: alike but for their id, whatever they say. Of the
 * thousands that a large import brings none is printed or hashed for it.
 */
export class DraftViews {
	#of: Pick<WorkspaceState, 'policy' | 'membership'> | null = null;
	#byKind = new Map<ArtefactKind, ArtefactView>();
	#views = new Map<ArtefactId, ArtefactView>();

	/** The same object until the policy or the team is another. */
	view(state: WorkspaceState, id: ArtefactId): ArtefactView {
		const { policy, membership } = state;
		if (this.#of?.policy !== policy || this.#of.membership !== membership) {
			this.#of = { policy, membership };
			this.#byKind.clear();
			this.#views.clear();
		}
		const seen = this.#views.get(id);
		if (seen !== undefined) return seen;
		const view = { ...this.#oneLike(state, id), id };
		this.#views.set(id, view);
		return view;
	}

	#oneLike(state: WorkspaceState, id: ArtefactId): ArtefactView {
		const kind = kindOf(id);
		const like = this.#byKind.get(kind) ?? observe(state, id, NOTHING_SEEN);
		this.#byKind.set(kind, like);
		return like;
	}
}

const NOTHING_SEEN = { revision: null, upstream: () => null, parts: () => null };

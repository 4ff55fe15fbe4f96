import type { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import type { WorkPart } from '#client/state/trace/work.svelte.ts';
import { draftView } from '#machines/lifecycle/draft-view.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import { createWorkList } from '#machines/work/create-work-list.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { World } from '#test/browser/world/ui-world.svelte.ts';

/** What is next by the states that a test put there. */
export function workOf(world: World, index: ArtefactIndex): WorkPart {
	return {
		get now() {
			const { state } = world.book;
			const nothing = new Set<ArtefactId>();
			const viewOf = (id: ArtefactId): ArtefactView => ({
				...draftView(id),
				...world.views.get(id),
			});
			return createWorkList().look({
				artefacts: index.all,
				...{ state, viewOf, implemented: nothing, verified: nothing, tested: nothing },
				...{ evidence: [], findings: [], sessions: [] },
			});
		},
	};
}

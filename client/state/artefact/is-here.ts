import type { Workspace } from '#client/state/workspace.svelte.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';

/** Whether there is such an artefact, in whatever state, a component without a text included. */
export function isHere(workspace: Workspace, id: ArtefactId): boolean {
	switch (kindOf(id)) {
		case 'story':
			return workspace.stories.some((one) => one.id === id);
		case 'context':
			return workspace.contexts.some((one) => one.id === id);
		case 'design':
			return workspace.designs.some((one) => one.id === id);
	}
}

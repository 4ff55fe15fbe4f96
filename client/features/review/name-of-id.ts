import type { Workspace } from '#client/state/workspace.svelte.ts';
import { ArtefactId } from '#shared/id.ts';

/** What people call what an id names: an artefact's title, a criterion's text; the id where it is gone. */
export function nameOfId(workspace: Workspace, id: string): string {
	const { stories, contexts } = workspace;
	const criterion = stories.flatMap(({ criteria }) => criteria).find((one) => one.id === id);
	if (criterion !== undefined) return criterion.text.split('\n')[0] ?? id;
	const artefact = ArtefactId.safeParse(id).data;
	const known = [...stories, ...contexts].some((one) => one.id === artefact);
	return artefact !== undefined && known ? workspace.titleOf(artefact) : id;
}

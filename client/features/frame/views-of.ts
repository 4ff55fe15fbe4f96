import { untrack } from 'svelte';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { ArtefactId } from '#shared/id.ts';

/**
 * How many artefacts of one kind stand, in the order of `ids`.
 *
 * They all change with the same documents and the same log, and whoever has read the ids watches
 * the documents already: so one of them is watched for all. Thousands of subscriptions would cost
 * more than the views.
 */
export function viewsOf(workspace: Workspace, ids: readonly ArtefactId[]): readonly ArtefactView[] {
	watch(workspace, ids);
	return untrack(() => ids.map((id) => workspace.view(id)));
}

/** Of those that some decision names: of thousands of drafts that came a moment ago, none. */
export function decidedViewsOf(
	workspace: Workspace,
	ids: readonly ArtefactId[],
): readonly ArtefactView[] {
	watch(workspace, ids);
	return untrack(() =>
		ids.filter((id) => workspace.isDecidedOn(id)).map((id) => workspace.view(id)),
	);
}

/** What nobody decided on changes with the log alone; the others with the documents, too. */
function watch(workspace: Workspace, ids: readonly ArtefactId[]): void {
	const [first] = ids;
	if (first === undefined) return;
	workspace.view(first);
	const decided = untrack(() => ids.find((id) => workspace.isDecidedOn(id)));
	if (decided !== undefined) workspace.view(decided);
}

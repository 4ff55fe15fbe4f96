import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { ArtefactId } from '#shared/id.ts';

/** Why an edition can't be restored; null when it can. */
export function restoreReason(workspace: Workspace, id: ArtefactId, isNow: boolean): string | null {
	if (workspace.me === null || workspace.me.role === 'viewer')
		return 'A viewer may read, and nothing else. Ask an owner for the role of author.';
	if (workspace.view(id).phase === 'archived')
		return 'Archived. Restore it from its actions first.';
	return isNow ? 'It reads so now.' : null;
}

/** What restoring costs, said before it is done; null where it costs nothing. */
export function restoreWords({ phase }: ArtefactView): string | null {
	switch (phase) {
		case 'draft':
		case 'archived':
			return null;
		case 'review':
		case 'contested':
			return 'Restoring changes its words: it leaves the review until it is submitted again.';
		default:
			return 'Restoring changes its words: what was approved is a draft again, unless these are the approved ones.';
	}
}

import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ArtefactId } from '#shared/id.ts';

const NAMED = 3;

/** What approving other words than before brings about below: null where nothing approved rests on it. */
export function suspectWords(workspace: Workspace, id: ArtefactId): string | null {
	const below = workspace
		.downstreamOf(id)
		.filter((other) => workspace.view(other).approvedRevision !== null);
	if (below.length === 0) return null;
	const names = below.slice(0, NAMED).map((other) => `“${workspace.titleOf(other)}”`);
	const more = below.length > NAMED ? [`${below.length - NAMED} more`] : [];
	const words = new Intl.ListFormat('en').format([...names, ...more]);
	const them = below.length === 1 ? 'it' : 'them';
	return `Once this is approved, ${words} may be suspect until somebody reaffirms ${them}.`;
}

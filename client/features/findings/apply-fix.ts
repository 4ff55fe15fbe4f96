import { toast } from 'svelte-sonner';
import { undoToast } from '#client/features/story/undo-toast.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** Makes the change of that title about a Finding, and offers the way back. */
export function applyFix(workspace: Workspace, finding: Finding, title: string): void {
	const done = workspace.validation.apply(finding, title);
	if (!done.ok) toast.error(done.error.reason, { description: done.error.fix });
	else if (done.value === null) undoToast(workspace, 'Done.');
	else toast('Done.', { action: { label: 'Undo', onClick: done.value } });
}

import { toast } from 'svelte-sonner';
import type { Workspace } from '#client/state/workspace.svelte.ts';

/**
 * Says what was just done, with a way back. It takes back this and nothing that was done since;
 * `also` takes back what undo does not reach.
 */
export function undoToast(
	workspace: Workspace,
	words: string,
	description?: string,
	also?: () => Promise<unknown>,
): void {
	toast(words, {
		...(description === undefined ? {} : { description }),
		action: undoAction(workspace, also),
	});
}

/** Takes back what was done last at this moment, and nothing that is done after it. */
export function undoAction(workspace: Workspace, also?: () => Promise<unknown>) {
	const edit = workspace.lastEdit;
	return {
		label: 'Undo',
		onClick: () => {
			if (workspace.lastEdit === edit) workspace.undo();
			else toast('You have edited since. Undo step by step with the keyboard.');
			void also?.();
		},
	};
}

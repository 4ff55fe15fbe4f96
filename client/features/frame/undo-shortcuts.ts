import type { Shortcut } from '#client/features/frame/keymap.svelte.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';

/** Takes back one's own edits to what is shared, and brings them back: idle for who may not write. */
export function undoShortcuts(workspace: Workspace, mayWrite: () => boolean): readonly Shortcut[] {
	return [
		{
			...{ keys: 'mod+z', words: 'Undo my last edit', group: 'Writing' },
			get idle() {
				return !mayWrite();
			},
			run: () => workspace.undo(),
		},
		{
			...{ keys: 'mod+shift+z', words: 'Redo it', group: 'Writing' },
			get idle() {
				return !mayWrite();
			},
			run: () => workspace.redo(),
		},
	];
}

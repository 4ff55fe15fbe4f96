import { presetInUse } from '#client/features/design/preset-in-use.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';

/** Types to offer for a component: the ones in use here first, then the preset's. */
export function componentTypes(workspace: Workspace): string[] {
	const used = workspace.designs.map(({ type }) => type).filter(Boolean);
	return [...new Set([...used, ...presetInUse(workspace).componentTypes])];
}

import { newDesignText } from '#client/features/design/new-design-text.ts';
import type { DesignEntry } from '#client/state/surface.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';

/** Gives a Design its type's template to start from. One that holds text already is left alone. */
export function startDesign(workspace: Workspace, entry: DesignEntry): void {
	if (entry.hasText || workspace.designText(entry.id).trim() !== '') return;
	workspace.edit.setDesign(entry.id, newDesignText(entry));
}

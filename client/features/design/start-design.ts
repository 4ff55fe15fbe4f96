import { presetInUse } from '#client/features/design/preset-in-use.ts';
import type { DesignEntry } from '#client/state/surface.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { conventionsOf, templateOf } from '#shared/trace/conventions.ts';

/**
 * Gives a Design its type's template to start from: front matter that ties it to its Component,
 * and a heading with a hint for each section. One that holds text already is left alone.
 */
export async function startDesign(workspace: Workspace, entry: DesignEntry): Promise<void> {
	// The writer brings a YAML parser along; the map, which offers this too, does without until here.
	const { newDesign } = await import('#shared/markdown/design.ts');
	if (workspace.designText(entry.id).trim() !== '') return;
	const { id, component, type, context } = entry;
	const { name: preset } = presetInUse(workspace);
	const template = templateOf(conventionsOf({ ...workspace.observed?.settings, preset }), type);
	const named = component || 'Untitled component';
	workspace.edit.setDesign(
		id,
		newDesign({ id, component: named, type, context, criteria: [] }, template),
	);
}

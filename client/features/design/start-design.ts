import { conventionsHere } from '#client/features/design/template-preview.ts';
import type { DesignEntry } from '#client/state/surface.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ComponentId } from '#shared/id.ts';
import { templateOf } from '#shared/trace/conventions.ts';

/**
 * Gives a Design its type's template to start from: front matter that ties it to its Component,
 * and a heading with a hint for each section. One that holds text already is left alone.
 */
export async function startDesign(
	workspace: Workspace,
	entry: DesignEntry,
	type = entry.type,
): Promise<void> {
	// The writer brings a YAML parser along; the map, which offers this too, does without until here.
	const { newDesign } = await import('#shared/markdown/design.ts');
	if (workspace.designText(entry.id).trim() !== '') return;
	const { id, component, context } = entry;
	const template = templateOf(conventionsHere(workspace), type);
	const named = component || 'Untitled component';
	workspace.edit.setDesign(
		id,
		newDesign({ id, component: named, type, context, criteria: [] }, template),
	);
}

/** Starts the Design of a Component that no map lists: it says itself where its code is. */
export async function startListless(
	workspace: Workspace,
	{ component, type, code }: Pick<DesignEntry, 'component' | 'type' | 'code'>,
): Promise<ComponentId> {
	const { newDesign } = await import('#shared/markdown/design.ts');
	const template = templateOf(conventionsHere(workspace), type);
	return workspace.edit.addDesign((id) =>
		newDesign({ id, component, type, context: null, criteria: [] }, template, code),
	);
}

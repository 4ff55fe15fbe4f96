import type { DesignEntry } from '#client/state/surface.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ContextId } from '#shared/id.ts';

/** Gives a component to a Context: on the map, and in its Design's front matter where it has one. */
export async function setDesignContext(
	workspace: Workspace,
	entry: DesignEntry,
	context: ContextId,
): Promise<void> {
	const { id } = entry;
	const owner = workspace.contexts.find((one) => one.components.some((own) => own.id === id));
	const { component: name, type, code } = entry;
	const listed = owner?.components.find((own) => own.id === id) ?? { id, name, type, code };
	workspace.edit.moveComponent(owner?.id ?? null, context, listed);
	const before = workspace.designText(id);
	if (before.trim() === '') return;
	const { readDesign, writeDesign } = await import('#shared/markdown/design.ts');
	const { design } = readDesign(before, entry);
	if (design !== null) workspace.edit.setDesign(id, writeDesign({ ...design, context }, before));
}

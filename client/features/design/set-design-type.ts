import type { DesignEntry } from '#client/state/surface.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';

/** Says of what type a component is: on the map that lists it, and in its Design's front matter. */
export async function setDesignType(
	workspace: Workspace,
	entry: DesignEntry,
	type: string,
): Promise<void> {
	const { id, context } = entry;
	if (context !== null && workspace.context(context)?.components.some((one) => one.id === id))
		workspace.edit.updateComponent(context, id, { type });
	const before = workspace.designText(id);
	if (before.trim() === '') return;
	const { readDesign, writeDesign } = await import('#shared/markdown/design.ts');
	const { design } = readDesign(before, entry);
	if (design !== null) workspace.edit.setDesign(id, writeDesign({ ...design, type }, before));
}

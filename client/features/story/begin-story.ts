import { focusField } from '#client/features/frame/focus-field.ts';
import { artefactHref } from '#client/features/frame/places.ts';
import { typeAhead } from '#client/features/frame/type-ahead.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { goto } from '$app/navigation';

/** Adds a Story and goes there to write its title. */
export async function beginStory(workspace: Workspace): Promise<void> {
	const added = workspace.edit.addStory();
	await typeAhead(async () => {
		await goto(artefactHref(workspace.slug, added));
		return focusField(added, 'title');
	});
}

import type { Workspace } from '#client/state/workspace.svelte.ts';
import { EXAMPLE } from '#shared/trace/example.ts';

/** Puts the example in by edits; its ids are its own, so it is never there twice. */
export function insertExample(workspace: Workspace): void {
	workspace.edit.insert(EXAMPLE);
}

export function hasExample(workspace: Workspace): boolean {
	return partsIn(workspace).length > 0;
}

/** Takes the example out, and says how much of it stays because decisions speak of it. */
export function removeExample(workspace: Workspace): number {
	for (const remove of partsIn(workspace)) remove();
	return partsIn(workspace).length;
}

/** How to remove each part that is here: Contexts before the Stories they list. */
function partsIn(workspace: Workspace): readonly (() => void)[] {
	const { edit } = workspace;
	const designs = EXAMPLE.designs.filter(
		({ id }) => workspace.designText(id) !== '' && workspace.history(id).length === 0,
	);
	const contexts = EXAMPLE.contexts.filter(({ id }) => workspace.context(id) !== null);
	const stories = EXAMPLE.stories.filter(({ id }) => workspace.story(id) !== null);
	return [
		...designs.map(
			({ id }) =>
				() =>
					edit.setDesign(id, ''),
		),
		...contexts.map(
			({ id }) =>
				() =>
					void edit.removeContext(id),
		),
		...stories.map(
			({ id }) =>
				() =>
					void edit.removeStory(id),
		),
	];
}

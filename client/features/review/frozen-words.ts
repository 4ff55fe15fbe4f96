import { untrack } from 'svelte';
import {
	type DocumentField,
	fieldsOf,
	plainField,
} from '#client/features/review/document-fields.ts';
import { nameOfId } from '#client/features/review/name-of-id.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import { type ArtefactId, ComponentId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { thaw } from '#shared/lifecycle/thaw.ts';

/** One frozen text, and its parts. */
export interface FrozenWords {
	readonly revision: Revision;
	readonly text: string;
	readonly fields: readonly DocumentField[];
	/** What it reads back into; null where it is shown word for word. */
	readonly thawed: AnyArtefact | null;
}

/** A frozen text as people read it. It is worked out once, and nothing that is edited changes it. */
export function frozenWords(
	workspace: Workspace,
	id: ArtefactId,
	{ revision, text }: Pick<FrozenWords, 'revision' | 'text'>,
): FrozenWords {
	return untrack(() => {
		const now = artefactIn(workspace, id);
		const thawed = now === null ? null : thaw(text, now);
		const naming = { nameOf: (named: string) => nameOfId(workspace, named) };
		const fields = thawed === null ? [plainField(text)] : fieldsOf(thawed, naming);
		return { revision, text, fields, thawed };
	});
}

function artefactIn(workspace: Workspace, id: ArtefactId): AnyArtefact | null {
	const story = workspace.story(id);
	if (story !== null) return { kind: 'story', story };
	const context = workspace.context(id);
	if (context !== null) return { kind: 'context', context };
	const component = ComponentId.safeParse(id).data;
	const design = workspace.artefacts.designs.find((one) => one.id === component);
	return design === undefined ? null : { kind: 'design', design };
}

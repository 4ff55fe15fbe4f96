import type { Workspace } from '#client/state/workspace.svelte.ts';
import { DESIGN_FIELD } from '#shared/doc/field-text.ts';
import type { ArtefactId } from '#shared/id.ts';

const WORDS: Readonly<Record<string, string>> = {
	title: 'the title',
	name: 'the name',
	narrative: 'the narrative',
	notes: 'the notes',
	entity: 'the entity',
	responsibilities: 'the responsibilities',
};

/** What people call a field: `criterion 2`, `the title`. Null for the one text of a Design. */
export function fieldWords(workspace: Workspace, id: ArtefactId, field: string): string | null {
	if (field === DESIGN_FIELD) return null;
	if (!field.startsWith('criteria/')) return WORDS[field] ?? 'a part of it';
	const criteria = workspace.story(id)?.criteria ?? [];
	const at = criteria.findIndex((criterion) => field === `criteria/${criterion.id}`);
	return at === -1 ? 'a criterion' : `criterion ${at + 1}`;
}

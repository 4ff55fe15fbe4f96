import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { EditionHead } from '#shared/protocol/history.ts';

/** Who made a text say so, in a sentence: `Changed by Ada and Ben`, `Changed in the file`. */
export function editionWords(workspace: Workspace, { by }: Pick<EditionHead, 'by'>): string {
	const people = by.filter(({ kind }) => kind === 'person' || kind === 'agent');
	const names = people.map(({ id }) => workspace.nameOf(id));
	if (by.some(({ kind }) => kind === 'file')) names.push('the file');
	if (names.length === 0) return 'As Lintel found it';
	if (names.length === 1 && people.length === 0) return 'Changed in the file';
	return `Changed by ${new Intl.ListFormat('en').format(names)}`;
}

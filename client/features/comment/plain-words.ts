import type { Workspace } from '#client/state/workspace.svelte.ts';
import { withNames } from '#shared/doc/mention.ts';
import { plainText } from '#shared/markdown/plain.ts';

const LONGEST = 120;

/** A comment on one line, with names for ids, cut where it grows long. */
export function plainWords(workspace: Workspace, text: string): string {
	const line = plainText(withNames(text, (id) => workspace.nameOf(id)))
		.replaceAll(/\s+/g, ' ')
		.trim();
	const cut = line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line;
	return cut.toWellFormed();
}

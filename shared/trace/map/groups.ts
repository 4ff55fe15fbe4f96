import type { Context } from '#shared/artefact/context.ts';
import { withoutBlanks } from '#shared/blanks.ts';
import { withoutEnd } from '#shared/ends.ts';
import { fencedLines } from '#shared/fences.ts';
import type { ContextId } from '#shared/id.ts';

/** Contexts that belong together: a heading of the map's text over them, or what they are. */
export interface MapGroup {
	readonly title: string;
	readonly members: readonly ContextId[];
}

/** A Context by its id, or the words between Contexts, in file order. */
export type MapLine =
	| { readonly kind: 'context'; readonly id: ContextId }
	| { readonly kind: 'text'; readonly text: string };

const HEADING = /^ {0,3}#{2,6}[ \t]+(?=\S)/;

/**
 * The groups that the headings between Contexts make. One heading over all of them parts nothing
 * (an overview, most likely), so there are two groups or none.
 */
export function groupsByHeading(lines: readonly MapLine[]): MapGroup[] {
	const groups = new Map<string, ContextId[]>();
	let title: string | null = null;
	for (const line of lines) {
		if (line.kind === 'text') title = lastHeading(line.text) ?? title;
		else if (title !== null) groups.set(title, [...(groups.get(title) ?? []), line.id]);
	}
	const found = [...groups].map(([name, members]) => ({ title: name, members }));
	return found.length < 2 ? [] : found;
}

/** Coordination above domain: what orchestrates stands over what it calls. */
export function groupsByType(contexts: readonly Context[]): MapGroup[] {
	const of = (type: Context['type']) =>
		contexts.flatMap((one) => (one.type === type ? one.id : []));
	const groups = [
		{ title: 'Coordination contexts', members: of('coordination') },
		{ title: 'Domain contexts', members: of('domain') },
	];
	return groups.every(({ members }) => members.length > 0) ? groups : [];
}

function lastHeading(text: string): string | null {
	const lines = text.split(/\r\n?|\n/);
	const fenced = fencedLines(lines);
	const found = lines.findLast((line, n) => !fenced[n] && HEADING.test(line));
	if (found === undefined) return null;
	const words = withoutBlanks(found.replace(HEADING, ''));
	return withoutBlanks(withoutEnd(words, /#/)).replace(/[*_`]/g, '') || words;
}

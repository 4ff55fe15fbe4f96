/** The words by which a context map says what a line, list or heading holds. */
import { blanksBefore, withoutBlanks, wordsEnd } from '#shared/blanks.ts';

export type ContextField =
	| 'type'
	| 'entity'
	| 'responsibilities'
	| 'dependencies'
	| 'stories'
	| 'components';

const FIELDS: ReadonlyMap<string, ContextField> = new Map([
	['type', 'type'],
	['context type', 'type'],
	['entity', 'entity'],
	['entities', 'entity'],
	['owned entity', 'entity'],
	['entity ownership', 'entity'],
	['owns', 'entity'],
	['responsibilities', 'responsibilities'],
	['responsibility', 'responsibilities'],
	['dependencies', 'dependencies'],
	['depends on', 'dependencies'],
	['stories', 'stories'],
	['user stories', 'stories'],
	['components', 'components'],
]);

const LABELLED =
	/^(?:[-*+][ \t]{1,8})?(\*\*|__)([A-Za-z][A-Za-z ]{1,30})(?::[ \t]*\1|\1[ \t]*:|\1(?=[ \t]*$))/;

/** `**Type**: domain`: which field a line gives, and where on the line its value stands. */
export function fieldOnLine(
	line: string,
): { readonly field: ContextField; readonly from: number; readonly to: number } | null {
	const indent = blanksBefore(line);
	const match = LABELLED.exec(line.slice(indent, indent + 80));
	const field = FIELDS.get(withoutBlanks(match?.[2] ?? '').toLowerCase());
	if (match === null || field === undefined) return null;
	const at = indent + match[0].length;
	const to = Math.max(at, wordsEnd(line));
	return { field, from: Math.min(to, at + blanksBefore(line.slice(at))), to };
}

/** `### Components`: the field that a heading of these words holds. */
export function fieldOfHeading(words: string): ContextField | null {
	return FIELDS.get(withoutBlanks(words).replace(/:$/, '').toLowerCase()) ?? null;
}

/** `## Domain Contexts (Entity Owners)`: the type of the contexts below, or null for no group. */
export function groupType(words: string): 'domain' | 'coordination' | null {
	if (/^domain contexts?\b/i.test(words)) return 'domain';
	return /^coordination contexts?\b/i.test(words) ? 'coordination' : null;
}

export function isNone(text: string): boolean {
	return /^(?:|none\.?|n\/a|[-–—])$/i.test(text.trim());
}

import { type Escaping, escapeProse, unescapeProse } from '#shared/markdown/escape.ts';
import { linesIn, type Rows, type Source, withoutBlankEnds } from '#shared/markdown/source.ts';
import { tidyProse } from '#shared/markdown/tidy.ts';

/** The prose of these rows as a field holds it. */
export function readProse(source: Source, rows: Rows): string {
	const lines = linesIn(source, withoutBlankEnds(source, rows));
	return tidyProse(unescapeProse(lines.join('\n')));
}

/**
 * Prose as it goes into a file. Lines that stood in these rows before keep their exact form, so
 * that only what changed shows in a diff.
 */
export function printProse(
	prose: string,
	how: Escaping,
	before: { readonly source: Source; readonly rows: Rows } | null = null,
): string {
	const tidy = tidyProse(prose);
	const printed = escapeProse(tidy, how);
	if (before === null) return printed;
	const raw = linesIn(before.source, withoutBlankEnds(before.source, before.rows));
	const read = unescapeProse(raw.join('\n')).split('\n');
	const kept = new Map(read.map((line, n) => [line, raw[n] ?? '']));
	const reused = tidy.split('\n').map((line) => kept.get(line));
	const result = printed.split('\n').map((line, n) => reused[n] ?? line);
	const same = unescapeProse(result.join('\n')) === tidy;
	return same ? result.join('\n') : printed;
}

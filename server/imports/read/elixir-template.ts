import { importsWithin } from '#server/imports/language-reader.ts';
import { isReadable } from '#server/imports/parsing.ts';
import { namesInMarkup } from '#server/imports/read/heex.ts';
import type { FoundImport } from '#shared/imports/file-imports.ts';

/**
 * A template of Elixir in a file of its own: each module once, by the name that stands there. Null
 * where it is no text, or longer than anybody writes.
 */
export function elixirTemplateImports(
	path: string,
	text: string,
): { readonly modules: readonly string[]; readonly imports: readonly FoundImport[] } | null {
	if (!isReadable(text)) return null;
	// Only HEEx has code in braces and tags: elsewhere they are words, or code that is written.
	const names = namesInMarkup(text, path.endsWith('.heex'));
	const seen = new Set<string>();
	const spoken = names.flatMap(({ name, at }) => {
		if (seen.has(name)) return [];
		seen.add(name);
		return { specifier: name, at };
	});
	const whole = { text, startPosition: { row: 0, column: 0 } };
	return { modules: [], imports: importsWithin(whole, spoken) };
}

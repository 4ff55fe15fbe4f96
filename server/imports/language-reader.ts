import type { Capture } from '#server/imports/parsing.ts';
import type { FoundImport } from '#shared/imports/file-imports.ts';

/** How the imports of one language are found. */
export interface LanguageReader {
	/** A Tree-sitter query: everything that names other code. */
	readonly pattern: string;
	read(captures: readonly Capture[]): {
		readonly modules: readonly string[];
		readonly imports: readonly FoundImport[];
	};
}

/** What a node names, where it stands. */
export function importAt(
	node: Capture['node'],
	specifier: string,
	more: Partial<Pick<FoundImport, 'names' | 'kind'>> = {},
): FoundImport {
	const { row, column } = node.startPosition;
	return { specifier, names: [], kind: 'code', ...more, line: row + 1, column: column + 1 };
}

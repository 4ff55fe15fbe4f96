import type { Capture, Node } from '#server/imports/parsing.ts';
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
	node: Pick<Node, 'startPosition'>,
	specifier: string,
	more: Partial<Pick<FoundImport, 'names' | 'kind'>> = {},
): FoundImport {
	const { row, column } = node.startPosition;
	return { specifier, names: [], kind: 'code', ...more, line: row + 1, column: column + 1 };
}

/** What is named within a node's text, by where it stands there; in the order of the text. */
export function importsWithin(
	node: Pick<Node, 'startPosition' | 'text'>,
	spoken: readonly { readonly specifier: string; readonly at: number }[],
): readonly FoundImport[] {
	const { text } = node;
	const { line, column } = importAt(node, '');
	let [row, start] = [0, 0];
	return spoken.map(({ specifier, at }) => {
		for (let end = text.indexOf('\n', start); end !== -1 && end < at; row++) {
			start = end + 1;
			end = text.indexOf('\n', start);
		}
		const place = { line: line + row, column: at - start + (row === 0 ? column : 1) };
		return { ...importAt(node, specifier), ...place };
	});
}

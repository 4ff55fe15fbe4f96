import { importAt, type LanguageReader } from '#server/imports/language-reader.ts';

/** Go: every path of the import blocks. */
export const goImports: LanguageReader = {
	pattern: '(import_spec path: (_) @path)',
	read(captures) {
		return {
			modules: [],
			imports: captures.map(({ node }) => importAt(node, node.text.slice(1, -1))),
		};
	},
};

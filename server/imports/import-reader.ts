/** Reads the imports of code files, each by the parser of its language. */
import type { LanguageReader } from '#server/imports/language-reader.ts';
import type { Grammar, Parsing } from '#server/imports/parsing.ts';
import { elixirImports } from '#server/imports/read/elixir.ts';
import { elixirTemplateImports } from '#server/imports/read/elixir-template.ts';
import { goImports } from '#server/imports/read/go.ts';
import { pythonImports } from '#server/imports/read/python.ts';
import { rustImports } from '#server/imports/read/rust.ts';
import { typescriptImports } from '#server/imports/read/typescript.ts';
import { scriptsIn } from '#server/imports/script-blocks.ts';
import {
	type CodeLanguage,
	codeLanguageOf,
	type FileImports,
	isElixirTemplate,
} from '#shared/imports/file-imports.ts';

/**
 * What a file imports; null for what is no code. The answer hangs on nothing but the text and the
 * file's extension: keep it by their hash, unless it is not `complete`.
 */
export type ImportReader = (path: string, text: string) => FileImports | null;

const READERS: Readonly<Record<CodeLanguage, LanguageReader>> = {
	typescript: typescriptImports,
	python: pythonImports,
	elixir: elixirImports,
	go: goImports,
	rust: rustImports,
};

/** More are no file that anybody reads, and would be kept by whoever keeps answers. */
const MOST_IMPORTS = 5_000;
const LONGEST_SPECIFIER = 1_000;

export function createImportReader(parsing: Parsing): ImportReader {
	return (path, text) => {
		const language = codeLanguageOf(path);
		if (language === null) return null;
		const source = sourceOf(path, language, text);
		const reader = READERS[language];
		const found = isElixirTemplate(path)
			? elixirTemplateImports(path, source.text)
			: parsing.parse(source.grammar, source.text, (root) =>
					reader.read(parsing.capture(source.grammar, reader.pattern, root)),
				);
		if (found === null) return { language, modules: [], imports: [], complete: false };
		const imports = found.imports.filter(
			({ specifier }) => specifier !== '' && specifier.length <= LONGEST_SPECIFIER,
		);
		return {
			language,
			modules: [...found.modules],
			imports: imports.slice(0, MOST_IMPORTS),
			complete: true,
		};
	};
}

export interface CodeSource {
	readonly grammar: Grammar;
	readonly text: string;
}

/** What is parsed, and as what. TypeScript proper has casts that read like tags. */
export function sourceOf(path: string, language: CodeLanguage, whole: string): CodeSource {
	// A byte order mark takes no column.
	const text = whole.replace(/^\uFEFF/, '');
	if (language !== 'typescript') return { grammar: language, text };
	if (/\.[mc]?ts$/.test(path)) return { grammar: 'typescript', text };
	if (!/\.(?:svelte|vue)$/.test(path)) return { grammar: 'tsx', text };
	const scripts = scriptsIn(text);
	return { grammar: scripts.isTypescript ? 'typescript' : 'tsx', text: scripts.text };
}

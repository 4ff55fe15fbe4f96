/** Reads what code files declare, each by the parser of its language. */
import {
	type Declaration,
	type FileDeclarations,
	NOTHING_DECLARED,
} from '#server/imports/declaration.ts';
import { elixirDeclarations } from '#server/imports/declared/elixir.ts';
import { goDeclarations } from '#server/imports/declared/go.ts';
import { pythonDeclarations } from '#server/imports/declared/python.ts';
import { rustDeclarations } from '#server/imports/declared/rust.ts';
import { typescriptDeclarations } from '#server/imports/declared/typescript.ts';
import { sourceOf } from '#server/imports/import-reader.ts';
import type { Node, Parsing } from '#server/imports/parsing.ts';
import {
	type CodeLanguage,
	codeLanguageOf,
	isElixirTemplate,
} from '#shared/imports/file-imports.ts';

const READERS: Readonly<Record<CodeLanguage, (root: Node) => FileDeclarations>> = {
	typescript: typescriptDeclarations,
	python: pythonDeclarations,
	elixir: elixirDeclarations,
	go: goDeclarations,
	rust: rustDeclarations,
};

/** Nobody reads a list that is longer. */
const MOST = 500;

/** Nothing, where a file can't be read. */
export function createDeclarationReader(
	parsing: Parsing,
): (path: string, text: string) => FileDeclarations {
	return (path, text) => {
		const language = codeLanguageOf(path);
		if (language === null || isElixirTemplate(path)) return NOTHING_DECLARED;
		const { grammar, text: code } = sourceOf(path, language, text);
		const found = parsing.parse(grammar, code, READERS[language]) ?? NOTHING_DECLARED;
		const byName = new Map<string, Declaration>();
		for (const one of found.declarations) {
			const key = `${one.kind} ${one.name}`;
			const before = byName.get(key);
			byName.set(key, before === undefined ? one : { ...one, words: one.words || before.words });
		}
		return { words: found.words, declarations: [...byName.values()].slice(0, MOST) };
	};
}

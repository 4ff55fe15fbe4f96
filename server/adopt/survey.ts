/** What there is to adopt: the code files, what each declares, and which uses which. */
import { isOwnCode } from '#server/adopt/code-files.ts';
import type { FileDeclarations } from '#server/imports/declaration.ts';
import type { ImportReader } from '#server/imports/import-reader.ts';
import { type CodeLanguage, codeLanguageOf } from '#shared/imports/file-imports.ts';
import { type CodeRepository, folderOf } from '#shared/imports/resolve/repository.ts';
import { createResolve } from '#shared/imports/resolve/resolve.ts';
import type { Preset } from '#shared/trace/preset.ts';

export interface SurveyedFile {
	readonly path: string;
	readonly language: CodeLanguage;
	readonly text: string;
	readonly declared: FileDeclarations;
	/** Elixir's names for it. */
	readonly modules: readonly string[];
	/** Code files of this repository that it uses, and how many of its imports do. */
	readonly uses: ReadonlyMap<string, number>;
}

export interface Survey {
	readonly files: ReadonlyMap<string, SurveyedFile>;
	/** Every file of the repository. */
	readonly paths: readonly string[];
	readonly repository: CodeRepository;
	/** Code files that could not be read. */
	readonly unread: readonly string[];
}

/** `progress` hears how many of how many files were read. */
export function survey(deps: {
	readonly paths: readonly string[];
	readonly preset: Preset | null;
	readonly textOf: (path: string) => string | null;
	readonly readImports: ImportReader;
	readonly readDeclarations: (path: string, text: string) => FileDeclarations;
	readonly progress: (done: number, all: number) => void;
}): Survey {
	const { paths, preset, textOf, progress } = deps;
	const there = new Set(paths);
	const own = paths.filter((path) => isOwnCode(preset, path));
	const imports = new Map<string, ReturnType<ImportReader>>();
	const texts = new Map<string, string>();
	const repository: CodeRepository = {
		...{ paths, has: (path) => there.has(path), textOf },
		importsOf(path) {
			const known = imports.get(path);
			if (known !== undefined) return known;
			const text = textOf(path);
			const read = text === null ? null : deps.readImports(path, text);
			imports.set(path, read);
			return read;
		},
	};
	for (const [n, path] of own.entries()) {
		const text = textOf(path);
		if (text !== null) {
			texts.set(path, text);
			imports.set(path, deps.readImports(path, text));
		}
		progress(n + 1, own.length);
	}
	const resolve = createResolve(repository);
	const files = new Map<string, SurveyedFile>();
	const unread: string[] = [];
	for (const path of own) {
		const language = codeLanguageOf(path);
		const read = imports.get(path);
		const text = texts.get(path);
		if (language === null || text === undefined || read?.complete !== true) {
			unread.push(path);
			continue;
		}
		const uses = new Map<string, number>();
		for (const found of read.imports) {
			if (found.kind === 'module') continue;
			const targets = resolve(language, path, found).flatMap((target) => filesOf(target, own));
			for (const target of new Set(targets)) {
				if (target !== path) uses.set(target, (uses.get(target) ?? 0) + 1);
			}
		}
		const declared = deps.readDeclarations(path, text);
		files.set(path, { path, language, text, declared, modules: read.modules, uses });
	}
	return { files, paths, repository, unread };
}

/** A folder means its first file: any of them is in the same package. */
function filesOf(target: string, own: readonly string[]): readonly string[] {
	if (!target.endsWith('/')) return [target];
	const first = own.find((path) => folderOf(path) === target.slice(0, -1));
	return first === undefined ? [] : [first];
}

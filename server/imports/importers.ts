/** Which code files import one file: what a move leaves behind to be changed by hand. */
import type { Disk } from '#server/files/disk.ts';
import { readRegularText } from '#server/files/read-regular.ts';
import type { ImportReader } from '#server/imports/import-reader.ts';
import { codeLanguageOf, type FileImports } from '#shared/imports/file-imports.ts';
import { folderOf } from '#shared/imports/resolve/repository.ts';
import { createResolve } from '#shared/imports/resolve/resolve.ts';

export interface ImportersQuestion {
	readonly importersOf: string;
	/** Where it goes. */
	readonly to: string;
	/** Every file of the repository. */
	readonly paths: readonly string[];
}

const MAX_CODE_BYTES = 2 * 1024 * 1024;
/** Files that are named by their folder. */
const FOLDERS_OWN = /^(?:index|mod|main|__init__)$/;

/** Sorted. Only files that have the word in them are parsed. */
export function findImporters(
	deps: { readonly disk: Disk; readonly root: string; readonly read: ImportReader },
	{ importersOf: path, to, paths }: ImportersQuestion,
): readonly string[] {
	const language = codeLanguageOf(path);
	if (language === null) return [];
	// Go imports the folder, and goes on doing so.
	if (language === 'go' && folderOf(path) === folderOf(to)) return [];
	const meant = [path, ...(language === 'go' ? [`${folderOf(path)}/`] : [])];
	const known = new Map<string, FileImports | null>();
	// It may have been moved by hand already, and what imports it means where it was.
	const all = [...new Set([...paths, path])];
	const there = new Set(all);
	const word = language === 'go' ? plain(folderOf(path).split('/').at(-1) ?? '') : wordOf(path);
	const textOf = (one: string) => readRegularText(deps.disk, `${deps.root}/${one}`, MAX_CODE_BYTES);

	function importsOf(one: string): FileImports | null {
		const before = known.get(one);
		if (before !== undefined) return before;
		const text = textOf(one);
		const imports = text === null ? null : deps.read(one, text);
		known.set(one, imports);
		return imports;
	}

	const resolve = createResolve({ paths: all, has: (one) => there.has(one), textOf, importsOf });
	const candidates = paths.filter(
		(one) =>
			one !== path && codeLanguageOf(one) === language && plain(textOf(one) ?? '').includes(word),
	);
	return candidates
		.filter((one) =>
			(importsOf(one)?.imports ?? []).some((found) =>
				resolve(language, one, found).some((target) => meant.includes(target)),
			),
		)
		.sort();
}

function wordOf(path: string): string {
	const [name = '', folder = ''] = path.split('/').toReversed();
	const stem = name.replace(/\..*$/, '');
	return plain(FOLDERS_OWN.test(stem) ? folder : stem);
}

/** `SessionStore`, `session_store` and `session-store` are one word. */
function plain(text: string): string {
	return text.toLowerCase().replace(/[_-]/g, '');
}

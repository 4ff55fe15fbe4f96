/** What a move makes lead astray: imports of what moves, and those that it has itself. */
import { z } from 'zod';
import type { Disk } from '#server/files/disk/disk.ts';
import { readRegularText } from '#server/files/disk/read-regular.ts';
import type { ImportReader } from '#server/imports/import-reader.ts';
import { codeLanguageOf, type FileImports } from '#shared/imports/file-imports.ts';
import { folderOf } from '#shared/imports/resolve/repository.ts';
import { createResolve } from '#shared/imports/resolve/resolve.ts';

export interface AstrayQuestion {
	/** The code file first, then what moves with it; from the repository's root. */
	readonly moves: readonly Moved[];
	/** Every file of the repository. */
	readonly paths: readonly string[];
}

interface Moved {
	readonly from: string;
	readonly to: string;
}

/** An import that no longer means what it meant. */
export const Astray = z.object({
	/** The file that says it, where it lies after the move. */
	path: z.string(),
	/** From 1. */
	line: z.int(),
	specifier: z.string(),
});
export type Astray = z.infer<typeof Astray>;

const MAX_CODE_BYTES = 2 * 1024 * 1024;
/** Files that are named by their folder. */
const FOLDERS_OWN = /^(?:index|mod|main|__init__)$/;

/** By file and line. Only what moves, and files that have its word in them, are parsed. */
export function findAstray(
	deps: { readonly disk: Disk; readonly root: string; readonly read: ImportReader },
	{ moves, paths }: AstrayQuestion,
): readonly Astray[] {
	const [code] = moves;
	const language = code === undefined ? null : codeLanguageOf(code.from);
	if (code === undefined || language === null) return [];
	const isGo = language === 'go';
	// Go imports the folder, and goes on doing so.
	if (isGo && folderOf(code.from) === folderOf(code.to)) return [];
	const forth = new Map(moves.map(({ from, to }) => [from, to]));
	const back = new Map(moves.map(({ from, to }) => [to, from]));
	const after = (path: string) => forth.get(path) ?? path;
	const before = (path: string) => back.get(path) ?? path;
	// It may have been moved by hand already, and what imports it means where it was.
	const old = [...new Set([...paths.map(before), code.from])];
	const texts = new Map<string, string | null>();
	const known = new Map<string, FileImports | null>();

	function textOf(path: string): string | null {
		const kept = texts.get(path);
		if (kept !== undefined) return kept;
		const read = (one: string) => readRegularText(deps.disk, `${deps.root}/${one}`, MAX_CODE_BYTES);
		const text = read(path) ?? (forth.has(path) ? read(after(path)) : null);
		texts.set(path, text);
		return text;
	}

	function importsOf(path: string): FileImports | null {
		const kept = known.get(path);
		if (kept !== undefined) return kept;
		const text = textOf(path);
		const imports = text === null ? null : deps.read(path, text);
		known.set(path, imports);
		return imports;
	}

	const was = new Set(old);
	const is = new Set(old.map(after));
	const resolveOld = createResolve({ paths: old, has: (one) => was.has(one), textOf, importsOf });
	const resolveNew = createResolve({
		...{ paths: [...is], has: (one) => is.has(one) },
		textOf: (one) => textOf(before(one)),
		importsOf: (one) => importsOf(before(one)),
	});

	const words = new Set(isGo ? [plain(lastOf(folderOf(code.from)))] : moves.map(wordOf));
	const says = (path: string) => {
		const text = plain(textOf(path) ?? '');
		return [...words].some((word) => text.includes(word));
	};
	const candidates = old.filter(
		(path) => codeLanguageOf(path) === language && (forth.has(path) || says(path)),
	);
	return candidates
		.flatMap((path) =>
			(importsOf(path)?.imports ?? []).flatMap((found): Astray[] => {
				const meant = resolveOld(language, path, found);
				if (!forth.has(path) && !meant.some(isMoved)) return [];
				const means = new Set(resolveNew(language, after(path), found));
				// What left a package is no longer in it, though the package may still be there.
				const isAway = isGo
					? meant.some(isMoved)
					: meant.some((target) => !means.has(after(target)));
				const { line, specifier } = found;
				return isAway ? [{ path: after(path), line, specifier }] : [];
			}),
		)
		.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line));

	function isMoved(target: string): boolean {
		return forth.has(target) || (isGo && target === `${folderOf(code?.from ?? '')}/`);
	}
}

function wordOf({ from }: Moved): string {
	const [name = '', folder = ''] = from.split('/').toReversed();
	const stem = name.replace(/\..*$/, '');
	return plain(FOLDERS_OWN.test(stem) ? folder : stem);
}

function lastOf(folder: string): string {
	return folder.split('/').at(-1) ?? '';
}

/** `SessionStore`, `session_store` and `session-store` are one word. */
function plain(text: string): string {
	return text.toLowerCase().replace(/[_-]/g, '');
}

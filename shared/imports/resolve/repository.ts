/** What resolving an import has to know of a repository. */
import type { FileImports, FoundImport } from '#shared/imports/file-imports.ts';

export interface CodeRepository {
	/** Every file, relative to the root, with slashes. */
	readonly paths: readonly string[];
	has(path: string): boolean;
	/** The text of a settings file (`tsconfig.json`, `go.mod` …); null where it can't be read. */
	textOf(path: string): string | null;
	/** What a code file imports; null for what is no code. */
	importsOf(path: string): FileImports | null;
}

/**
 * The files of this repository that an import means: none for a library, several where a name
 * means several modules. A folder ends in a slash, the root is one: all files in it (Go's packages).
 */
export type Resolve = (from: string, found: FoundImport) => readonly string[];

/** The folder of a path, '' at the root. */
export function folderOf(path: string): string {
	const end = path.lastIndexOf('/');
	return end === -1 ? '' : path.slice(0, end);
}

/** Joined and without `.` and `..`; null where it leads out of the repository. */
export function joined(folder: string, path: string): string | null {
	const parts = folder === '' ? [] : folder.split('/');
	for (const part of path.split('/')) {
		if (part === '..' && parts.pop() === undefined) return null;
		if (part !== '' && part !== '.' && part !== '..') parts.push(part);
	}
	return parts.join('/');
}

/** The folder and those around it, the nearest first, the root last. */
export function upwards(folder: string): string[] {
	const parts = folder === '' ? [] : folder.split('/');
	return Array.from({ length: parts.length + 1 }, (_, n) =>
		parts.slice(0, parts.length - n).join('/'),
	);
}

export function within(folder: string, path: string): string {
	return folder === '' ? path : `${folder}/${path}`;
}

/** The files of a Design's Trace, and what its code declares, where the Session works. */
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import type { FileDeclarations } from '#server/imports/declaration.ts';
import type { PackFile } from '#shared/session/pack/pack-source.ts';
import type { Trace } from '#shared/trace/tracing/trace.ts';

/** A pack shows this much of a file at most, in characters. */
const MOST_CHARACTERS = 200_000;

export function packFiles(disk: Disk, folder: string, trace: Trace | null): readonly PackFile[] {
	const named = [
		{ role: 'test' as const, path: trace?.test?.path },
		{ role: 'code' as const, path: trace?.code?.path },
	];
	return named.flatMap(({ role, path }) =>
		path === undefined ? [] : [{ role, path, text: textAt(disk, folder, path) }],
	);
}

/** Signatures that others may call, one a line, as the file says. */
export function declaredIn(
	read: (path: string, text: string) => FileDeclarations,
	disk: Disk,
	folder: string,
	trace: Trace | null,
): readonly string[] {
	const path = trace?.code?.path;
	const text = path === undefined ? null : textAt(disk, folder, path);
	if (path === undefined || text === null) return [];
	return read(path, text).declarations.map(({ signature }) => signature);
}

/** Null for what isn't there, can't be read, or lies outside. */
function textAt(disk: Disk, folder: string, path: string): string | null {
	if (path.startsWith('/') || path.split('/').includes('..')) return null;
	const file = readText(disk, folder, path);
	return file.kind === 'text' ? file.text.slice(0, MOST_CHARACTERS) : null;
}

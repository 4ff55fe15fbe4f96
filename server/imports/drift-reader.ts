/**
 * What the code of a checkout imports, held against its map: asked again and again, and each time
 * only what changed since is read, and only what reads otherwise is parsed.
 */
import { createHash } from 'node:crypto';
import type { Disk } from '#server/files/disk/disk.ts';
import { readRegularText } from '#server/files/disk/read-regular.ts';
import type { ImportReader } from '#server/imports/import-reader.ts';
import type { Context } from '#shared/artefact/context.ts';
import { type DriftFinding, driftFindings, driftOf } from '#shared/imports/drift.ts';
import type { FileImports } from '#shared/imports/file-imports.ts';
import type { Conventions } from '#shared/trace/conventions.ts';

export interface DriftQuestion {
	readonly contexts: readonly Context[];
	readonly conventions: Conventions;
	/** Every file of the repository; null where none came or went since the last question. */
	readonly paths: readonly string[] | null;
	/** Files that may read otherwise than they did; null for all of them. */
	readonly changed: readonly string[] | null;
}

export interface DriftAnswer {
	readonly findings: readonly DriftFinding[];
	/** Code files that could not be read in full. */
	readonly unread: readonly string[];
	/** Which files were parsed for this answer. */
	readonly parsed: readonly string[];
}

export type DriftReader = (question: DriftQuestion) => DriftAnswer;

/** Larger ones are nobody's code; a check has the same limit. */
const MAX_CODE_BYTES = 2 * 1024 * 1024;

interface Known {
	readonly stamp: string;
	readonly hash: string;
	readonly imports: FileImports | null;
}

export function createDriftReader(deps: {
	readonly disk: Disk;
	/** The repository's real path. */
	readonly root: string;
	readonly read: ImportReader;
}): DriftReader {
	const { disk, root, read } = deps;
	const known = new Map<string, Known>();
	/** Looked at since somebody said that they changed. */
	const fresh = new Set<string>();
	let paths: readonly string[] = [];
	let there: ReadonlySet<string> = new Set();
	let parsed: string[] = [];

	function importsOf(path: string): FileImports | null {
		const before = known.get(path);
		if (before !== undefined && fresh.has(path)) return before.imports;
		fresh.add(path);
		const stamp = stampOf(path);
		if (before !== undefined && before.stamp === stamp) return before.imports;
		const text = textOf(path);
		const hash = text === null ? '' : createHash('sha256').update(text).digest('hex');
		const imports = before?.hash === hash ? before.imports : parse(path, text);
		known.set(path, { stamp, hash, imports });
		return imports;
	}

	function parse(path: string, text: string | null): FileImports | null {
		if (text === null) return null;
		parsed.push(path);
		return read(path, text);
	}

	function textOf(path: string): string | null {
		return readRegularText(disk, `${root}/${path}`, MAX_CODE_BYTES);
	}

	function stampOf(path: string): string {
		try {
			const { size, mtimeMs, ctimeMs, ino } = disk.statSync(`${root}/${path}`);
			return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
		} catch {
			return '';
		}
	}

	function list(all: readonly string[]): void {
		paths = [...all].sort();
		there = new Set(paths);
		for (const path of [...known.keys()]) if (!there.has(path)) known.delete(path);
	}

	return ({ contexts, conventions, paths: all, changed }) => {
		if (all !== null) list(all);
		if (changed === null) fresh.clear();
		else for (const path of changed) fresh.delete(path);
		parsed = [];
		const repository = { paths, has: (path: string) => there.has(path), textOf, importsOf };
		const drift = driftOf(contexts, repository, conventions);
		// Git still lists what was moved or deleted since it was told.
		const unread = drift.unread.filter((path) => disk.existsSync(`${root}/${path}`));
		return { findings: driftFindings(drift, conventions), unread, parsed };
	};
}

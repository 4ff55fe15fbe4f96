/** What the code of a checkout imports, held against its map; read only where a map could forbid it. */
import type { Pieces } from '#server/check/cache/pieces.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readRegularText } from '#server/files/disk/read-regular.ts';
import type { ImportReader } from '#server/imports/import-reader.ts';
import type { Context } from '#shared/artefact/context.ts';
import { type DriftFinding, driftFindings, driftOf } from '#shared/imports/drift.ts';
import type { FileImports } from '#shared/imports/file-imports.ts';
import { DRIFT_RULES } from '#shared/imports/rules/drift-rules.ts';
import { type Conventions, levelOf } from '#shared/trace/conventions.ts';

export interface ReadDrift {
	readonly findings: readonly DriftFinding[];
	/** `off`: no rule or no map asks for it; `no-parsers`: this Lintel was shipped without. */
	readonly how: 'read' | 'off' | 'no-parsers';
	/** How many code files of Contexts were read. */
	readonly files: number;
	/** Code files that could not be read in full. */
	readonly unread: readonly string[];
}

const MAX_CODE_BYTES = 2 * 1024 * 1024;

export async function readDrift(
	deps: {
		readonly disk: Disk;
		/** Where the parsers lie. */
		readonly grammars: readonly string[];
		/** What earlier checks read. */
		readonly pieces?: Pieces<FileImports> | undefined;
	},
	folder: string,
	contexts: readonly Context[],
	conventions: Conventions,
	/** Every file of the repository; asked only where it matters. */
	pathsOf: () => Iterable<string>,
): Promise<ReadDrift> {
	const { disk, grammars, pieces } = deps;
	const owning = contexts.filter(({ components }) => components.some(({ code }) => code !== ''));
	const asked = DRIFT_RULES.some((rule) => levelOf(conventions, rule) !== 'off');
	if (owning.length < 2 || !asked) return { findings: [], how: 'off', files: 0, unread: [] };
	const paths = [...pathsOf()].sort();
	const there = new Set(paths);
	const known = new Map<string, FileImports | null>();
	const textOf = (path: string) => readRegularText(disk, `${folder}/${path}`, MAX_CODE_BYTES);
	let read: ImportReader | null = null;
	let isLacking = pieces === undefined;

	function importsOf(path: string): FileImports | null {
		const before = known.get(path);
		if (before !== undefined) return before;
		// Without parsers, one that has to be parsed is enough to know that they are needed.
		const text = isLacking && read === null ? null : textOf(path);
		if (text === null) return null;
		const piece = `${path}\0${text}`;
		const kept = pieces?.get(piece);
		if (kept === undefined && read === null) {
			isLacking = true;
			return null;
		}
		const imports = kept ?? read?.(path, text) ?? null;
		known.set(path, imports);
		// What took too long may take less another time.
		if (kept === undefined && imports?.complete === true) pieces?.set(piece, imports);
		return imports;
	}

	const repository = { paths, has: (path: string) => there.has(path), textOf, importsOf };
	let drift = isLacking ? null : driftOf(contexts, repository, conventions);
	if (drift === null || isLacking) {
		// Parsers are much to load for whoever has no use for them.
		const { openImportReader } = await import('#server/imports/open-import-reader.ts');
		read = await openImportReader(disk, grammars);
		if (read === null) return { findings: [], how: 'no-parsers', files: 0, unread: [] };
		drift = driftOf(contexts, repository, conventions);
	}
	const files = [...drift.read.values()].reduce((sum, count) => sum + count, 0);
	// Git still lists what was moved or deleted since it was told.
	const unread = drift.unread.filter((path) => disk.existsSync(`${folder}/${path}`));
	return { findings: driftFindings(drift, conventions), how: 'read', files, unread };
}

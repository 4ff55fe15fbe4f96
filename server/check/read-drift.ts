/** What the code of a checkout imports, held against its map; read only where a map could forbid it. */
import type { Disk } from '#server/files/disk.ts';
import { readRegularText } from '#server/files/read-regular.ts';
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
	},
	folder: string,
	contexts: readonly Context[],
	conventions: Conventions,
	/** Every file of the repository; asked only where it matters. */
	pathsOf: () => Iterable<string>,
): Promise<ReadDrift> {
	const { disk, grammars } = deps;
	const owning = contexts.filter(({ components }) => components.some(({ code }) => code !== ''));
	const asked = DRIFT_RULES.some((rule) => levelOf(conventions, rule) !== 'off');
	if (owning.length < 2 || !asked) return { findings: [], how: 'off', files: 0, unread: [] };
	// Parsers are much to load for whoever has no use for them.
	const { openImportReader } = await import('#server/imports/open-import-reader.ts');
	const read = await openImportReader(disk, grammars);
	if (read === null) return { findings: [], how: 'no-parsers', files: 0, unread: [] };

	const paths = [...pathsOf()].sort();
	const there = new Set(paths);
	const known = new Map<string, FileImports | null>();
	const textOf = (path: string) => readRegularText(disk, `${folder}/${path}`, MAX_CODE_BYTES);
	const importsOf = (path: string) => {
		const before = known.get(path);
		if (before !== undefined) return before;
		const text = textOf(path);
		const imports = text === null ? null : read(path, text);
		known.set(path, imports);
		return imports;
	};
	const repository = { paths, has: (path: string) => there.has(path), textOf, importsOf };
	const drift = driftOf(contexts, repository, conventions);
	const files = [...drift.read.values()].reduce((sum, count) => sum + count, 0);
	return { findings: driftFindings(drift, conventions), how: 'read', files, unread: drift.unread };
}

/** Stories from files of any make: planned together, stored in one step, and told piece by piece. */
import { fileFinding } from '#server/files/file-finding.ts';
import type { ImportEntry } from '#server/files/reports.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import { applyImport, readImportMemory } from '#shared/doc/edits/import.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { openStoriesDoc, readStoryBlocks, type StoriesDoc } from '#shared/doc/stories-doc.ts';
import { type ImportPlan, type PlannedPiece, planImport } from '#shared/import/plan.ts';
import type { Settlement } from '#shared/import/plan-choices.ts';
import type { ImportSource } from '#shared/import/plan-pieces.ts';
import { readImport } from '#shared/import/read-import.ts';
import type { ImportFormat, ImportReading } from '#shared/import/reading.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';

const ORIGIN: Origin = { kind: 'file', id: 'import' };

export interface StoriesImport {
	readonly entries: readonly ImportEntry[];
	readonly findings: readonly Finding[];
}

/** One file, by the name that it is imported under, or why it can't be. */
export function readStoriesFile(
	name: string,
	path: string,
	text: string,
	as: ImportFormat | null,
): Result<ImportReading, Finding> {
	const reading = readImport(path, text, as ?? undefined);
	if (!reading.ok) {
		const { guard, reason, fix } = reading.error;
		return err(fileFinding(guard, 'error', name, `${name}: ${reason}`, fix));
	}
	const { pieces } = reading.value;
	return pieces.some(({ becomes }) => becomes === 'story')
		? ok(reading.value)
		: err(nothingIn(name));
}

export async function importStories(
	rooms: Rooms,
	files: readonly { readonly name: string; readonly reading: ImportReading }[],
	options: { readonly dryRun: boolean; readonly settle: Settlement | null },
): Promise<StoriesImport> {
	if (files.length === 0) return { entries: [], findings: [] };
	const room = rooms.open('stories');
	const plan = planFiles(openStoriesDoc(room.yDoc), files, options.settle);
	if (!options.dryRun) {
		await room.edit(ORIGIN, (yDoc) => applyImport(openStoriesDoc(yDoc), plan, ORIGIN));
	}
	const findings = files.flatMap(({ name, reading }) =>
		reading.findings.map((finding) => ({ ...finding, file: name })),
	);
	return { entries: plan.pieces.flatMap(entryOf), findings };
}

/** What `settle` says goes for whatever differs; null leaves each to what is safe. */
function planFiles(
	doc: StoriesDoc,
	files: readonly { readonly name: string; readonly reading: ImportReading }[],
	settle: Settlement | null,
): ImportPlan {
	const [blocks, memory] = [readStoryBlocks(doc), readImportMemory(doc)];
	const sources = files.map(
		({ name, reading }): ImportSource => ({ file: name, reading, choices: new Map() }),
	);
	const plan = planImport(sources, blocks, memory);
	if (settle === null) return plan;
	const chosen = sources.map((source) => {
		const differing = plan.pieces.filter(
			({ file, outcome }) => file === source.file && outcome === 'conflict',
		);
		return { ...source, choices: new Map(differing.map(({ piece }) => [piece.key, { settle }])) };
	});
	return planImport(chosen, blocks, memory);
}

function entryOf(piece: PlannedPiece): ImportEntry[] {
	const { file, as, block, draft, text, changes } = piece;
	const became = BECAME[piece.outcome];
	const isText = as === 'text';
	if (became === null || text === '' || (isText && became === 'same')) return [];
	const { rows } = piece.piece;
	const end = rows.first + piece.piece.source.trimEnd().split('\n').length;
	const criteria = block?.kind === 'story' ? block.story.criteria : draft.criteria;
	return [
		{
			file,
			line: rows.first + 1,
			last: end,
			became: isText && became === 'added' ? 'kept' : became,
			kind: isText ? 'text' : 'story',
			title: (as === 'text'
				? firstLine(text)
				: (block?.kind === 'story' ? block.story : draft).title
			).slice(0, 60),
			criteria: isText ? 0 : criteria.length,
			changes: [...new Set(changes.map(({ field }) => field))],
		},
	];
}

const BECAME = {
	add: 'added',
	update: 'updated',
	same: 'same',
	conflict: 'differs',
	deleted: 'deleted',
	'left-out': null,
	joined: null,
} as const;

function firstLine(text: string): string {
	const line = text.split('\n').find((one) => one.trim() !== '') ?? '';
	return line.replace(/^#+ /, '');
}

function nothingIn(name: string): Finding {
	return fileFinding(
		'file-without-artefacts',
		'error',
		name,
		`${name} holds no story, context or design, so nothing of it was imported.`,
		'Check that it is the right file. A story has a heading, an “As a …” sentence and criteria.',
	);
}

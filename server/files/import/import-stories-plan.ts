/** What the stories of several files become together, told piece by piece. */
import type { StoriesPlan } from '#server/files/import/import-reader.ts';
import type { ImportEntry } from '#server/files/reports.ts';
import type { StoriesBlock } from '#shared/doc/block.ts';
import { type ImportPlan, type PlannedPiece, planImport } from '#shared/import/plan.ts';
import type { Settlement } from '#shared/import/plan-choices.ts';
import type { ImportMemory } from '#shared/import/plan-memory.ts';
import type { ImportSource } from '#shared/import/plan-pieces.ts';
import type { ImportReading } from '#shared/import/reading.ts';

/** The Stories as they are, and what was imported into them before. */
export interface StoriesThere {
	readonly blocks: readonly StoriesBlock[];
	readonly memory: ImportMemory;
}

type ReadFile = { readonly name: string; readonly reading: ImportReading };

export function storiesPlan(
	files: readonly ReadFile[],
	there: StoriesThere,
	settle: Settlement | null,
): StoriesPlan {
	const { pieces } = planFiles(files, there, settle);
	const findings = files.flatMap(({ name, reading }) =>
		reading.findings.map((finding) => ({ ...finding, file: name })),
	);
	// Only what is stored: the pieces' own words need not travel.
	const stored = pieces.map(({ file, piece: { key }, outcome, block, memory }) => ({
		...{ file, outcome, block, memory },
		piece: { key },
	}));
	return { plan: { pieces: stored }, entries: pieces.flatMap(entryOf), findings };
}

function planFiles(
	files: readonly ReadFile[],
	{ blocks, memory }: StoriesThere,
	settle: Settlement | null,
): ImportPlan {
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

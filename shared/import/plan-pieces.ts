/** The pieces of a file as a person wants them read: chosen, joined, or as the last import did. */
import { append } from '#shared/append.ts';
import { withoutEnd } from '#shared/ends.ts';
import type { ImportChoices, PieceReading, Settlement } from '#shared/import/plan-choices.ts';
import { type ImportMemory, type KnownPiece, memoryKey } from '#shared/import/plan-memory.ts';
import type { ImportPiece, ImportReading, StoryDraft } from '#shared/import/reading.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface ImportSource {
	/** The name it is imported under: the same for the same file, whenever it comes again. */
	readonly file: string;
	readonly reading: ImportReading;
	readonly choices: ImportChoices;
}

/** One piece with what was chosen for it; `draft` and `text` hold what was joined to it too. */
export interface ChosenPiece {
	readonly file: string;
	readonly piece: ImportPiece;
	readonly as: PieceReading;
	readonly joined: boolean;
	readonly settle: Settlement | null;
	readonly draft: StoryDraft;
	readonly text: string;
	readonly remembered: KnownPiece | null;
	/** What reading its lines has to say. */
	readonly findings: readonly Finding[];
}

export function chosenPieces({ file, reading, choices }: ImportSource, memory: ImportMemory) {
	const chosen: ChosenPiece[] = [];
	// Text comes along where it stands around Stories; a file of nothing else is no import.
	const holdsStories = reading.pieces.some(({ becomes }) => becomes === 'story');
	const byLine = findingsByLine(reading.findings);
	let head = -1;
	for (const [at, piece] of reading.pieces.entries()) {
		const choice = choices.get(piece.key) ?? {};
		const remembered = memory.get(memoryKey(file, piece.key)) ?? null;
		const joined =
			at > 0 && (choice.joined ?? (choice.as === undefined && remembered?.joined)) === true;
		const before = remembered?.joined ? undefined : remembered?.as;
		const as = choice.as ?? before ?? (holdsStories ? piece.becomes : 'skip');
		const settle = choice.settle ?? null;
		const draft = piece.story ?? draftFrom(piece.source);
		const text = textOf(piece.source);
		const findings = findingsIn(byLine, piece);
		const one = { file, piece, joined, settle, draft, text, remembered, findings };
		const above = chosen[head];
		if (joined && above !== undefined) chosen[head] = withJoined(above, one);
		else head = at;
		chosen.push({ ...one, as: joined ? 'skip' : as });
	}
	return chosen;
}

function findingsByLine(findings: readonly Finding[]): Map<number, Finding[]> {
	const byLine = new Map<number, Finding[]>();
	for (const finding of findings) {
		if (finding.line !== null)
			byLine.set(finding.line, [...(byLine.get(finding.line) ?? []), finding]);
	}
	return byLine;
}

function findingsIn(byLine: ReadonlyMap<number, Finding[]>, { rows }: ImportPiece): Finding[] {
	const found: Finding[] = [];
	if (byLine.size === 0) return found;
	for (let row = rows.first; row < rows.end; row++) append(found, byLine.get(row + 1) ?? []);
	return found;
}

/** Nothing that was said in either is lost. */
function withJoined(
	above: ChosenPiece,
	{ piece, draft, text }: Omit<ChosenPiece, 'as'>,
): ChosenPiece {
	const isStory = piece.story !== null;
	return {
		...above,
		text: paragraphs(above.text, text),
		draft: {
			...above.draft,
			narrative: isStory
				? paragraphs(above.draft.narrative, draft.title, draft.narrative)
				: above.draft.narrative,
			criteria: isStory ? [...above.draft.criteria, ...draft.criteria] : above.draft.criteria,
			notes: paragraphs(above.draft.notes, isStory ? draft.notes : text),
		},
	};
}

/** Any text as a Story, where a person says that it is one. */
function draftFrom(source: string): StoryDraft {
	const lines = textOf(source).split('\n');
	const title = withoutEnd((lines[0] ?? '').replace(/^[\s#>*+-]+/u, ''), /[\s#*:]/);
	return { id: null, title, narrative: textOf(lines.slice(1).join('\n')), criteria: [], notes: '' };
}

/** Without a byte order mark, carriage returns and the blank lines around. */
export function textOf(source: string): string {
	return source
		.replace(/^\uFEFF/, '')
		.replace(/\r\n?/g, '\n')
		.replace(/^[ \t\n]*\n/, '')
		.trimEnd();
}

export function paragraphs(...texts: readonly string[]): string {
	return texts.filter((text) => text.trim() !== '').join('\n\n');
}

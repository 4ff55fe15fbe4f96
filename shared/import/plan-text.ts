/**
 * What becomes of a piece that is no Story: it stands as text among the Stories, once.
 *
 * The stories file is read again, so a text must read as text there: what would pass for a Story,
 * or for the end of the Story above it, is quoted or gets a heading of its own.
 */
import type { StoriesBlock, TextBlock } from '#shared/doc/block.ts';
import { deriveId, TextId } from '#shared/id.ts';
import { settled, settlementOf, verdictOf } from '#shared/import/plan-field.ts';
import { wordsHash } from '#shared/import/plan-memory.ts';
import { type ChosenPiece, textOf } from '#shared/import/plan-pieces.ts';
import type { FieldChange } from '#shared/import/plan-story.ts';
import { readStories } from '#shared/markdown/stories.ts';

export interface TextUpdate {
	readonly outcome: 'add' | 'update' | 'same' | 'conflict' | 'deleted';
	readonly block: TextBlock | null;
	readonly changes: readonly FieldChange[];
}

/** Every line of prose here, and the blocks by id. */
export interface TextsHere {
	readonly lines: ReadonlySet<string>;
	readonly byId: ReadonlyMap<string, TextBlock>;
}

export function textsHere(blocks: readonly StoriesBlock[]): TextsHere {
	const lines = new Set<string>();
	const byId = new Map<string, TextBlock>();
	for (const block of blocks) {
		if (block.kind === 'text') byId.set(block.id, block);
		const text = block.kind === 'text' ? block.text : block.story.notes;
		for (const line of text.split('\n')) lines.add(plainLine(line));
	}
	return { lines, byId };
}

export function planText(piece: ChosenPiece, here: TextsHere, taken: Set<string>): TextUpdate {
	const { text, remembered, settle } = piece;
	const base = remembered?.words.length === 1 ? (remembered.words[0] ?? null) : null;
	const own = here.byId.get(remembered?.as === 'text' ? (remembered.id ?? '') : '') ?? null;
	if (text === '' || isHere(text, here)) return { outcome: 'same', block: own, changes: [] };
	if (own === null) {
		if (base === wordsHash(text) && settle !== 'take') {
			return { outcome: 'deleted', block: null, changes: [] };
		}
		return { outcome: 'add', block: newBlock(steadyText(text, piece.file), taken), changes: [] };
	}
	const isTyped = remembered?.typed?.includes('text') === true;
	const verdict = verdictOf(own.text, text, base, isTyped);
	const after = settled(own.text, text, settlementOf(verdict, settle));
	if (verdict === 'ours') return { outcome: 'same', block: own, changes: [] };
	const outcome = verdict === 'theirs' ? 'update' : 'conflict';
	const change = { field: 'text', ours: own.text, theirs: text, after, verdict } as const;
	return { outcome, block: { ...own, text: steadyText(after, piece.file) }, changes: [change] };
}

/** Said here already, if in another block or behind a quotation mark. */
function isHere(text: string, { lines }: TextsHere): boolean {
	return text.split('\n').every((line) => plainLine(line) === '' || lines.has(plainLine(line)));
}

function plainLine(line: string): string {
	return line.replace(/^[\s>]+/, '').trimEnd();
}

function newBlock(text: string, taken: Set<string>): TextBlock {
	let ordinal = 0;
	let id = deriveId('tx', '', text, ordinal);
	while (taken.has(id)) id = deriveId('tx', '', text, ++ordinal);
	taken.add(id);
	return { kind: 'text', id: TextId.parse(id), text };
}

function steadyText(text: string, file: string): string {
	const quoted = text.replace(/^/gm, '> ').replace(/^> $/gm, '>');
	const heading = `## From ${textOf(file.replace(/\s+/g, ' '))}`;
	const ways = [text, `${heading}\n\n${text}`, quoted, `${heading}\n\n${quoted}`];
	return ways.find(isSteady) ?? `${heading}\n\n${quoted}`;
}

const ABOVE = '## Above\n\nAs a reader, I want to read.\n\n**Acceptance Criteria**\n\n- It reads';

function isSteady(text: string): boolean {
	const { blocks } = readStories(`${ABOVE}\n\n${text}\n\n${ABOVE}\n`);
	const [above, own, below] = blocks;
	return (
		blocks.length === 3 &&
		above?.kind === 'story' &&
		above.story.notes === '' &&
		above.story.criteria[0]?.text === 'It reads' &&
		own?.kind === 'text' &&
		own.text === text &&
		below?.kind === 'story'
	);
}

/**
 * Brings the blocks of a document into the order that a changed file asks for, and the verbatim
 * text between artefacts with them.
 *
 * Text belongs to the artefact it follows. Where a file changed the text of such a gap, the change
 * is merged into the gap as the document has it.
 */

import type * as Y from 'yjs';
import { append } from '#shared/append.ts';
import { writeText } from '#shared/doc/apply-text.ts';
import { type ContextsBlock, idOfBlock, type StoriesBlock } from '#shared/doc/block.ts';
import { mergeText3, type TextConflict } from '#shared/doc/merge-text.ts';
import { mapIn, textIn } from '#shared/doc/read-value.ts';
import { mergeOrder, rekey } from '#shared/doc/sequence.ts';
import { readBlockOrder, textMapFrom } from '#shared/doc/stories-doc.ts';
import { deriveId, TextId } from '#shared/id.ts';

type Block = StoriesBlock | ContextsBlock;

/** Text blocks by the artefact they follow; '' for those before the first. */
type Gaps = Map<string, readonly Extract<Block, { kind: 'text' }>[]>;

/**
 * `insert` makes an artefact that came with the file; artefacts that went are gone from `blocks`
 * or stay, as the caller decided, before this is called. Answers with the words between artefacts
 * that both changed.
 */
export function arrangeBlocks(
	blocks: Y.Map<unknown>,
	here: readonly Block[],
	base: readonly Block[],
	next: readonly Block[],
	insert: (id: string, order: string) => void,
): readonly TextConflict[] {
	const conflicts: TextConflict[] = [];
	const order = mergeOrder(artefactIds(here), artefactIds(base), artefactIds(next));
	const anchors = new Set(order);
	const gaps = mergeGaps(blocks, here, gapsOf(base, anchors), gapsOf(next, anchors), conflicts);
	const sequence = ['', ...order].flatMap((id) => [
		...(id === '' ? [] : [id]),
		...(gaps.get(id) ?? []).map((text) => text.id),
	]);
	const texts = new Map([...gaps.values()].flat().map((text) => [text.id as string, text]));
	const present = new Set<string>(here.map(idOfBlock));
	const keys = new Map(
		readBlockOrder(blocks).flatMap(({ id, order: key }): [string, string][] =>
			present.has(id) ? [[id, key]] : [],
		),
	);
	for (const [id, key] of rekey(sequence, keys)) {
		const text = texts.get(id);
		// An artefact that was taken away has its map still.
		const there = present.has(id) ? mapIn(blocks, id) : null;
		if (there !== null) there.set('order', key);
		else if (text !== undefined) blocks.set(id, textMapFrom(text, key));
		else insert(id, key);
	}
	return conflicts;
}

function artefactIds(blocks: readonly Block[]): string[] {
	return blocks.flatMap((block) => (block.kind === 'text' ? [] : idOfBlock(block)));
}

function gapsOf(blocks: readonly Block[], anchors: ReadonlySet<string>): Gaps {
	const gaps: Gaps = new Map();
	let anchor = '';
	for (const block of blocks) {
		if (block.kind === 'text') gaps.set(anchor, [...(gaps.get(anchor) ?? []), block]);
		else if (anchors.has(idOfBlock(block))) anchor = idOfBlock(block);
	}
	return gaps;
}

/** The gaps of the document with the file's changes in them; what is emptied goes. */
function mergeGaps(
	blocks: Y.Map<unknown>,
	here: readonly Block[],
	base: Gaps,
	next: Gaps,
	found: TextConflict[],
): Gaps {
	const gaps = gapsOf(here, new Set(artefactIds(here)));
	const minted = new Set<string>();
	for (const anchor of new Set([...base.keys(), ...next.keys()])) {
		const [before, after] = [wordsOf(base.get(anchor)), wordsOf(next.get(anchor))];
		if (before === after) continue;
		const own = gaps.get(anchor) ?? [];
		const { text, conflicts } = mergeText3(before, wordsOf(own), after);
		append(found, conflicts);
		const [first, ...others] = own;
		for (const other of text === '' ? own : others) blocks.delete(other.id);
		if (text === '') gaps.set(anchor, []);
		else if (first === undefined) gaps.set(anchor, [newText(blocks, minted, text)]);
		else {
			const live = mapIn(blocks, first.id);
			const words = live && textIn(live, 'text');
			if (words) writeText(words, text);
			gaps.set(anchor, [{ ...first, text }]);
		}
	}
	return gaps;
}

function wordsOf(texts: readonly { readonly text: string }[] | undefined): string {
	return (texts ?? []).map(({ text }) => text).join('\n\n');
}

function newText(
	blocks: Y.Map<unknown>,
	minted: Set<string>,
	text: string,
): Extract<Block, { kind: 'text' }> {
	let ordinal = 0;
	let id = deriveId('tx', '', text, ordinal);
	while (blocks.has(id) || minted.has(id)) id = deriveId('tx', '', text, ++ordinal);
	minted.add(id);
	return { kind: 'text', id: TextId.parse(id), text };
}

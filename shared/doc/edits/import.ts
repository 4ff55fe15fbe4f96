/** Stores what an import plan says: one transaction, and so one step to undo. */
import { writeText } from '#shared/doc/apply-text.ts';
import { idOfBlock, type StoriesBlock } from '#shared/doc/block.ts';
import { criteriaOf } from '#shared/doc/criterion-place.ts';
import { putStory, replaceStory } from '#shared/doc/edits/stories.ts';
import { keysBetween } from '#shared/doc/fractional-index.ts';
import { createTyped, markImported } from '#shared/doc/imported-words.ts';
import { inOneStep } from '#shared/doc/one-step.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { mapIn, textIn } from '#shared/doc/read-value.ts';
import {
	importsOf,
	readBlockOrder,
	readStory,
	type StoriesDoc,
	storyMapOf,
	textMapFrom,
} from '#shared/doc/stories-doc.ts';
import { StoryId } from '#shared/id.ts';
import type { PlannedPiece } from '#shared/import/plan.ts';
import { type ImportMemory, memoryKey, RememberedPiece } from '#shared/import/plan-memory.ts';

/** A piece of a plan, as far as storing it asks. */
export interface StorablePiece extends Pick<PlannedPiece, 'file' | 'outcome' | 'block' | 'memory'> {
	readonly piece: { readonly key: string };
}

export interface StorablePlan {
	readonly pieces: readonly StorablePiece[];
}

/** What was imported before, as far as peers left it well-formed, and what was typed since. */
export function readImportMemory(doc: StoriesDoc): ImportMemory {
	const isTyped = createTyped(doc);
	return new Map(
		Array.from(readRemembered(doc), ([key, piece]) => {
			const { id } = piece;
			const block = id === null ? null : mapIn(doc.blocks, id);
			const typed = ['title', 'narrative', 'notes', 'text'].filter((field) => {
				const text = block && textIn(block, field);
				return text ? isTyped(text) : false;
			});
			const story = StoryId.safeParse(id).data;
			for (const { id: criterion, home } of story ? criteriaOf(doc.blocks, story) : []) {
				const text = textIn(home, 'text');
				if (text && isTyped(text)) typed.push(criterion);
			}
			return [key, { ...piece, typed }];
		}),
	);
}

function readRemembered(doc: StoriesDoc): Map<string, RememberedPiece> {
	return new Map(
		[...importsOf(doc).entries()].flatMap(([key, value]): [string, RememberedPiece][] => {
			const piece = RememberedPiece.safeParse(value);
			return piece.success ? [[key, piece.data]] : [];
		}),
	);
}

/** All of a plan in one step, which one undo takes back. */
export function applyImport(doc: StoriesDoc, plan: StorablePlan, origin: Origin): void {
	applyImportSlice(doc, plan, 0, plan.pieces.length, origin);
}

/**
 * The pieces from one to another of a plan, where those before are stored. Slice after slice gives
 * what one step would. Where it ends midway, nothing is half: what is stored is remembered as
 * imported, and the next import of the same files finds it and adds the rest.
 */
export function applyImportSlice(
	doc: StoriesDoc,
	plan: StorablePlan,
	from: number,
	to: number,
	origin: Origin,
): void {
	const slice = plan.pieces.slice(from, to);
	inOneStep(doc.yDoc, origin, () =>
		markImported(doc, () => {
			for (const { block, outcome } of slice) {
				const changes = outcome === 'update' || outcome === 'conflict';
				if (block !== null && changes) rewrite(doc, block, origin);
			}
			if (slice.some(({ outcome }) => outcome === 'add')) insertNew(doc, plan.pieces.slice(0, to));
			remember(doc, slice);
			if (to >= plan.pieces.length) forget(doc, plan);
		}),
	);
}

function rewrite(doc: StoriesDoc, block: StoriesBlock, origin: Origin): void {
	const map = mapIn(doc.blocks, idOfBlock(block));
	const text = map && textIn(map, 'text');
	if (block.kind === 'story') replaceStory(doc, block.story, origin);
	else if (text) writeText(text, block.text);
}

/** What is new follows what it follows in its file; a file that is all new comes last. */
function insertNew(doc: StoriesDoc, pieces: readonly StorablePiece[]): void {
	const there = readBlockOrder(doc.blocks);
	// A slice asks it of all before it, too: thousands of ids are not parsed again for that.
	const isHere = (block: StoriesBlock) =>
		block.kind === 'story' ? storyMapOf(doc, block.story.id) !== null : doc.blocks.has(block.id);
	for (const [gap, blocks] of gapsOf(pieces, there, isHere)) {
		const keys = keysBetween(
			there[gap - 1]?.order ?? null,
			there[gap]?.order ?? null,
			blocks.length,
		);
		for (const [n, block] of blocks.entries()) {
			const key = keys[n] ?? '';
			if (block.kind === 'text') {
				if (!doc.blocks.has(block.id)) doc.blocks.set(block.id, textMapFrom(block, key));
			} else if (readStory(doc, block.story.id) === null) putStory(doc, block.story, key);
		}
	}
}

/** New blocks by the place, among those that are there, ahead of which they go. */
function gapsOf(
	pieces: readonly StorablePiece[],
	there: readonly { readonly id: string }[],
	isHere: (block: StoriesBlock) => boolean,
): Map<number, StoriesBlock[]> {
	const places = new Map(there.map(({ id }, at) => [id, at]));
	const gaps = new Map<number, StoriesBlock[]>();
	let run: StoriesBlock[] = [];
	let gap: number | null = null;
	const settle = (otherwise: number) => {
		if (run.length > 0) gaps.set(gap ?? otherwise, [...(gaps.get(gap ?? otherwise) ?? []), ...run]);
		run = [];
	};
	for (const [at, { block, outcome, file }] of pieces.entries()) {
		if (file !== pieces[at - 1]?.file) {
			settle(there.length);
			gap = null;
		}
		if (block === null) continue;
		const place = places.get(idOfBlock(block));
		// What an earlier slice added is there already, and a Story that is gone has a place still.
		if (outcome === 'add' && !isHere(block)) run.push(block);
		else if (place !== undefined) {
			settle(place);
			gap = place + 1;
		}
	}
	settle(there.length);
	return gaps;
}

/** Only what differs is written. */
function remember(doc: StoriesDoc, pieces: readonly StorablePiece[]): void {
	const imports = importsOf(doc);
	for (const { file, piece, memory } of pieces) {
		const key = memoryKey(file, piece.key);
		const before = RememberedPiece.safeParse(imports.get(key)).data;
		if (JSON.stringify(before) !== JSON.stringify(memory)) imports.set(key, memory);
	}
}

/** An artefact is remembered under one key of a file. */
function forget(doc: StoriesDoc, { pieces }: StorablePlan): void {
	const imports = importsOf(doc);
	const keys = new Set(pieces.map(({ file, piece }) => memoryKey(file, piece.key)));
	// All of it was remembered just now: a first import has nothing to forget.
	if (imports.size === keys.size) return;
	const files = new Set(pieces.map(({ file }) => memoryKey(file, '')));
	const ids = new Set<string | null>(pieces.map(({ memory }) => memory.id));
	for (const [key, value] of [...imports.entries()]) {
		// There may be tens of thousands: only what could go is looked into.
		if (keys.has(key) || !files.has(key.slice(0, key.indexOf('\0') + 1))) continue;
		const remembered = RememberedPiece.safeParse(value).data;
		if (remembered === undefined) continue;
		if (remembered.id === null || ids.has(remembered.id)) imports.delete(key);
	}
}

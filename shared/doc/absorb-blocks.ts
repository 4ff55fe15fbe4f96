/**
 * Brings the difference between two readings of a file into its document: artefacts that came,
 * went or changed, then their order and the text around them, then their parts. What the document
 * changed meanwhile survives. No transaction of its own.
 */

import type * as Y from 'yjs';
import { append } from '#shared/append.ts';
import type { Whole } from '#shared/doc/absorb-parts.ts';
import { arrangeBlocks } from '#shared/doc/arrange.ts';
import { type ContextsBlock, idOfBlock, type StoriesBlock } from '#shared/doc/block.ts';
import { type BothChanged, bothChanged } from '#shared/doc/both-changed.ts';

type Block = StoriesBlock | ContextsBlock;

/** The artefacts of one kind as they stand in a document. */
export interface LiveBlocks<Artefact extends { readonly id: string }, Part> {
	readonly blocks: Y.Map<unknown>;
	read(): readonly Block[];
	artefactOf(block: Block): Artefact | null;
	nameOf(artefact: Artefact): string;
	find(id: Artefact['id']): Artefact | null;
	/** All of it but its parts; `base` is null where both have it and never agreed on it. */
	merge(base: Artefact | null, next: Artefact): readonly BothChanged[];
	/** Without its parts: they follow. */
	insert(artefact: Artefact, order: string): void;
	remove(id: Artefact['id']): void;
	partsOf(artefact: Artefact): readonly Part[];
	withParts(artefact: Artefact, parts: readonly Part[]): Artefact;
	absorbParts(
		base: readonly Whole<Part>[],
		next: readonly Whole<Part>[],
		fresh: ReadonlySet<string>,
	): readonly BothChanged[];
}

export function absorbBlocks<A extends { readonly id: string }, P extends { readonly id: string }>(
	live: LiveBlocks<A, P>,
	base: readonly Block[],
	next: readonly Block[],
): readonly BothChanged[] {
	const [before, after] = [base, next].map((blocks) => artefactsIn(live, blocks));
	if (before === undefined || after === undefined) return [];
	const [were, are] = [wholesOf(live, before), wholesOf(live, after)];
	const kept = new Set(are.flatMap(({ parts }) => parts.map(({ id }) => id)));
	/** What does not go elsewhere with the file. */
	const alone = (one: A) =>
		live.withParts(
			one,
			live.partsOf(one).filter(({ id }) => !kept.has(id)),
		);
	const both: BothChanged[] = [];
	const leaving = new Set<string>();
	for (const [id, old] of before) {
		const own = after.has(id) ? null : live.find(old.id);
		if (own === null) continue;
		const words = live.nameOf(own);
		if (isSame(alone(own), alone(old))) leaving.add(id);
		else append(both, bothChanged(id, null, [{ mine: words, theirs: '', both: words }]));
	}
	const fresh = new Set<string>();
	for (const [id, one] of after) {
		const old = before.get(id) ?? null;
		if (live.find(one.id) !== null) {
			if (old === null || !isSame(old, one)) append(both, live.merge(old, one));
		} else if (old === null) fresh.add(id);
		else if (!isSame(old, one)) {
			// Deleted here, but edited in the file: the edit brings it back.
			fresh.add(id);
			const words = live.nameOf(one);
			append(both, bothChanged(id, null, [{ mine: '', theirs: words, both: words }]));
		}
	}
	const here = live.read().filter((block) => !leaving.has(idOfBlock(block)));
	const known = base.filter((block) => !fresh.has(idOfBlock(block)));
	const around = arrangeBlocks(live.blocks, here, known, next, (id, order) => {
		const artefact = after.get(id);
		if (artefact) live.insert(artefact, order);
	});
	append(both, bothChanged(null, null, around));
	append(both, live.absorbParts(were, are, fresh));
	for (const [id, { id: known }] of before) if (leaving.has(id)) live.remove(known);
	return both;
}

function artefactsIn<A extends { readonly id: string }, P>(
	live: LiveBlocks<A, P>,
	blocks: readonly Block[],
): Map<string, A> {
	return new Map(
		blocks.flatMap((block): [string, A][] => {
			const artefact = live.artefactOf(block);
			return artefact === null ? [] : [[artefact.id, artefact]];
		}),
	);
}

function wholesOf<A extends { readonly id: string }, P>(
	live: LiveBlocks<A, P>,
	artefacts: ReadonlyMap<string, A>,
): Whole<P>[] {
	return Array.from(artefacts.values(), (one) => ({ id: one.id, parts: live.partsOf(one) }));
}

function isSame(one: object, other: object): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

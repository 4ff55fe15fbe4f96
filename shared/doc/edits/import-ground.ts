/**
 * What an import was planned against, as far as storing it has to know: storing takes a while, and
 * people write meanwhile.
 */
import { idOfBlock, type StoriesBlock } from '#shared/doc/block.ts';
import type { StorablePiece, StorablePlan } from '#shared/doc/edits/import.ts';
import { readBlockOrder, readStoriesBlock, type StoriesDoc } from '#shared/doc/stories-doc.ts';

export interface ImportGround {
	/** The ids of all blocks, in order: whatever comes or goes changes it. */
	readonly order: string;
	/** What the plan rewrites, by id, as it read. */
	readonly was: ReadonlyMap<string, string>;
}

/** `blocks` and `order` are the document's, at the moment of planning. */
export function groundOf(
	order: string,
	blocks: readonly StoriesBlock[],
	{ pieces }: StorablePlan,
): ImportGround {
	const rewritten = new Set(pieces.flatMap((piece) => rewrittenBy(piece) ?? []));
	const were = blocks.filter((block) => rewritten.has(idOfBlock(block)));
	return { order, was: new Map(were.map((block) => [idOfBlock(block), JSON.stringify(block)])) };
}

export function blockOrderOf(doc: StoriesDoc): string {
	return readBlockOrder(doc.blocks)
		.map(({ id }) => id)
		.join();
}

/** Whether what this slice of the plan rewrites reads as it did; of the first, whether all is there. */
export function sliceFits(
	doc: StoriesDoc,
	{ pieces }: StorablePlan,
	from: number,
	to: number,
	{ order, was }: ImportGround,
): boolean {
	if (from === 0 && blockOrderOf(doc) !== order) return false;
	return pieces.slice(from, to).every((piece) => {
		const id = rewrittenBy(piece);
		return id === null || was.get(id) === JSON.stringify(readStoriesBlock(doc, id));
	});
}

function rewrittenBy({ block, outcome }: StorablePiece): string | null {
	const changes = outcome === 'update' || outcome === 'conflict';
	return block !== null && changes ? idOfBlock(block) : null;
}

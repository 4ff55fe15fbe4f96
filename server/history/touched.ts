import * as Y from 'yjs';
import { ArtefactId } from '#shared/id.ts';

/**
 * The artefacts of a document of blocks that a transaction touched: whose maps or texts changed,
 * and which came or went.
 */
export function touchedBy(transaction: Y.Transaction, blocks: Y.Map<unknown>): Set<ArtefactId> {
	const touched = new Set<ArtefactId>();
	const root: unknown = blocks;
	for (const [type, keys] of transaction.changed) {
		if (type === root) {
			for (const key of keys) add(key);
			continue;
		}
		let item = type._item;
		while (item !== null && item.parent !== root)
			item = item.parent instanceof Y.AbstractType ? item.parent._item : null;
		add(item?.parentSub ?? null);
	}
	return touched;

	function add(key: string | null): void {
		const id = ArtefactId.safeParse(key);
		if (id.success) touched.add(id.data);
	}
}

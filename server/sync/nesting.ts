/** Bounds how deep a document nests: whoever reads it, here or in a browser, goes down by recursion. */
import * as Y from 'yjs';

/** Ours nest five deep. */
const DEEPEST = 50;

/** Whether this transaction put anything deeper into its document, also by what had waited for it. */
export function nestsTooDeep({ beforeState, afterState, doc }: Y.Transaction): boolean {
	for (const [client, end] of afterState) {
		const from = beforeState.get(client) ?? 0;
		if (from === end) continue;
		const structs = doc.store.clients.get(client) ?? [];
		for (let n = Y.findIndexSS(structs, from); n < structs.length; n++) {
			const struct = structs[n];
			if (struct instanceof Y.Item && isDeep(struct)) return true;
		}
	}
	return false;
}

function isDeep(item: Y.Item): boolean {
	let left = DEEPEST;
	for (let at: Y.Item | null = item; at !== null; at = holderOf(at)) if (--left === 0) return true;
	return valuesIn(item.content).some((value) => isDeeper(value, left));
}

function holderOf({ parent }: Y.Item): Y.Item | null {
	return parent instanceof Y.AbstractType ? parent._item : null;
}

function valuesIn(content: Y.Item['content']): readonly unknown[] {
	if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr;
	if (content instanceof Y.ContentEmbed) return [content.embed];
	return content instanceof Y.ContentFormat ? [content.value] : [];
}

function isDeeper(value: unknown, left: number): boolean {
	if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
	return left === 0 || Object.values(value).some((inner) => isDeeper(inner, left - 1));
}

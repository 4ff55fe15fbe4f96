/**
 * Which words an import wrote, and which a person did.
 *
 * What an import remembers is data that any peer may write, so it is not believed where it would
 * cost somebody's words. Each import leaves a mark as the last thing that its transaction writes:
 * the mark's own place in its client's clock closes the range that it opens by its name. A word
 * outside of every such range was typed by somebody.
 */
import * as Y from 'yjs';
import { importsOf, type StoriesDoc } from '#shared/doc/stories-doc.ts';

const MARK = /^#(\d{1,16}):(\d{1,16})$/;

/** Runs the writing of an import and marks what it wrote. To be called inside its transaction. */
export function markImported(doc: StoriesDoc, write: () => void): void {
	const { clientID, store } = doc.yDoc;
	const from = Y.getState(store, clientID);
	write();
	if (Y.getState(store, clientID) > from) importsOf(doc).set(`#${clientID}:${from}`, true);
}

/** Tells whether some of a text's words were written by anything else than an import. */
export function createTyped(doc: StoriesDoc): (text: Y.Text) => boolean {
	const ranges = new Map<number, { readonly from: number; readonly to: number }[]>();
	for (const [key, item] of importsOf(doc)._map) {
		const [, client, from] = MARK.exec(key) ?? [];
		if (item.deleted || item.id.client !== Number(client)) continue;
		const known = ranges.get(item.id.client) ?? [];
		ranges.set(item.id.client, [...known, { from: Number(from), to: item.id.clock }]);
	}
	return (text) => {
		for (let item = text._start; item !== null; item = item.right) {
			if (item.deleted || !item.countable) continue;
			const { client, clock } = item.id;
			const end = clock + item.length;
			const parts = ranges.get(client) ?? [];
			if (!isCovered(clock, end, parts)) return true;
		}
		return false;
	};
}

/** One item may hold what several imports wrote on end. */
function isCovered(
	from: number,
	to: number,
	ranges: readonly { readonly from: number; readonly to: number }[],
): boolean {
	let at = from;
	for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
		if (range.from <= at) at = Math.max(at, range.to);
	}
	return at >= to;
}

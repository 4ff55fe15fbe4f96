/** Every write to the map's layout. Each exported edit is one transaction and one undo step. */
import type { Position } from '#shared/artefact/position.ts';
import { type LayoutDoc, type Positions, readPositions } from '#shared/doc/layout-doc.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { ContextId } from '#shared/id.ts';

/** Puts Contexts where they are said to stand; null lets the map place one again. */
export function placeContexts(
	doc: LayoutDoc,
	places: ReadonlyMap<ContextId, Position | null>,
	origin: Origin,
): void {
	const there = readPositions(doc);
	const changes = [...places].filter(([id, place]) => !isSame(there.get(id) ?? null, place));
	if (changes.length === 0) return;
	doc.yDoc.transact(() => {
		for (const [id, place] of changes) {
			if (place === null) for (const map of [doc.positions, doc.settled]) map.delete(id);
			else doc.positions.set(id, { x: place.x, y: place.y });
		}
	}, origin);
}

/** Keeps where Contexts stand that nobody put anywhere: a move by somebody else outdoes it. */
export function settleContexts(doc: LayoutDoc, places: Positions, origin: Origin): void {
	const there = readPositions(doc);
	const missing = [...places].filter(([id]) => !there.has(id));
	if (missing.length === 0) return;
	doc.yDoc.transact(() => {
		for (const [id, { x, y }] of missing) doc.settled.set(id, { x, y });
	}, origin);
}

/** Brings what changed between two readings of the file into the document, Context by Context. */
export function absorbPositions(
	doc: LayoutDoc,
	base: Positions,
	next: Positions,
	origin: Origin,
): void {
	const changed = new Map<ContextId, Position | null>();
	for (const id of new Set([...base.keys(), ...next.keys()])) {
		const place = next.get(id) ?? null;
		if (!isSame(base.get(id) ?? null, place)) changed.set(id, place);
	}
	placeContexts(doc, changed, origin);
}

function isSame(one: Position | null, other: Position | null): boolean {
	return one?.x === other?.x && one?.y === other?.y;
}

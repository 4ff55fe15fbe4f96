/**
 * The `layout` document: where people put the Contexts of the map.
 *
 *   positions  Y.Map { cx_… → { x, y } }
 *
 * A position is one value: of two people who move one Context, one is right. A Context that is not
 * in it stands where the map puts it.
 */
import type * as Y from 'yjs';
import { Position } from '#shared/artefact/position.ts';
import { ContextId } from '#shared/id.ts';

export interface LayoutDoc {
	readonly yDoc: Y.Doc;
	readonly positions: Y.Map<unknown>;
}

export type Positions = ReadonlyMap<ContextId, Position>;

export function openLayoutDoc(yDoc: Y.Doc): LayoutDoc {
	return { yDoc, positions: yDoc.getMap('positions') };
}

/** Every position that reads as one, by id. */
export function readPositions(doc: LayoutDoc): Positions {
	const positions = new Map<ContextId, Position>();
	for (const key of [...doc.positions.keys()].sort()) {
		const id = ContextId.safeParse(key);
		const position = Position.safeParse(doc.positions.get(key));
		if (id.success && position.success) positions.set(id.data, position.data);
	}
	return positions;
}

/**
 * The `layout` document: where people put the Contexts of the map.
 *
 *   positions  Y.Map { cx_… → { x, y } }   where somebody put it
 *   settled    Y.Map { cx_… → { x, y } }   where it stood when others were moved
 *
 * A position is one value: of two people who move one Context, one is right; and whoever moves it
 * outdoes whoever only saw it stand. A Context that is in neither stands where the map puts it.
 */
import type * as Y from 'yjs';
import { Position } from '#shared/artefact/position.ts';
import { ContextId } from '#shared/id.ts';

export interface LayoutDoc {
	readonly yDoc: Y.Doc;
	readonly positions: Y.Map<unknown>;
	readonly settled: Y.Map<unknown>;
}

export type Positions = ReadonlyMap<ContextId, Position>;

export function openLayoutDoc(yDoc: Y.Doc): LayoutDoc {
	return { yDoc, positions: yDoc.getMap('positions'), settled: yDoc.getMap('settled') };
}

/** Every position that reads as one, by id. */
export function readPositions(doc: LayoutDoc): Positions {
	const positions = new Map<ContextId, Position>();
	for (const key of [...new Set([...doc.positions.keys(), ...doc.settled.keys()])].sort()) {
		const id = ContextId.safeParse(key);
		const put = Position.safeParse(doc.positions.get(key));
		const position = put.success ? put : Position.safeParse(doc.settled.get(key));
		if (id.success && position.success) positions.set(id.data, position.data);
	}
	return positions;
}

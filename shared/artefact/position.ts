import * as z from 'zod/mini';

/** How far from the middle of the map anything may stand, in pixels at zoom 1. */
const FAR = 200_000;

const Coordinate = z.int().check(z.gte(-FAR), z.lte(FAR));

/** Where the upper left corner of a Context stands on the map: whole pixels at zoom 1. */
export const Position = z.object({ x: Coordinate, y: Coordinate });
export type Position = z.infer<typeof Position>;

/** The nearest place that may be stored. */
export function positionAt(x: number, y: number): Position {
	return { x: withinReach(x), y: withinReach(y) };
}

function withinReach(value: number): number {
	// Adding nought turns a negative nought into a plain one.
	return Math.round(Math.min(FAR, Math.max(-FAR, value))) + 0;
}

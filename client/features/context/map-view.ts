import type { Positions } from '#shared/doc/layout-doc.ts';
import { type Box, boundariesOf } from '#shared/trace/map/boundaries.ts';
import type { MapGroup } from '#shared/trace/map/groups.ts';
import { NODE_SIZE } from '#shared/trace/map/map-size.ts';

/** Where the map is looked at from: `x` and `y` in pixels of the screen. */
interface View {
	readonly x: number;
	readonly y: number;
	readonly zoom: number;
}

interface Size {
	readonly width: number;
	readonly height: number;
}

/** A map that must be made smaller than this to fit tells nothing. */
const WHOLE = 0.17;
/** At which size it is shown in part: names can be read. */
const PART = 0.28;
/** Narrower than this it has no room to give away. */
const NARROW = 640;

/** All that is on the map, with the boundaries around its groups; null for an empty one. */
export function wholeMap(places: Positions, groups: readonly MapGroup[]): Box | null {
	const boxes = [
		...[...places.values()].map(({ x, y }) => ({ x, y, ...NODE_SIZE })),
		...boundariesOf(groups, places).map(({ box }) => box),
	];
	if (boxes.length === 0) return null;
	const x = Math.min(...boxes.map((box) => box.x));
	const y = Math.min(...boxes.map((box) => box.y));
	const right = Math.max(...boxes.map((box) => box.x + box.width));
	const foot = Math.max(...boxes.map((box) => box.y + box.height));
	return { x, y, width: right - x, height: foot - y };
}

/**
 * From where all of `box` is in sight, clear of what floats over the map. Of what is too large to
 * be read then, its beginning is shown: the left edge, where what nothing depends on stands.
 */
export function viewOf(box: Box, { width, height }: Size, all: boolean): View {
	const narrow = width < NARROW;
	const [side, top, foot] = narrow ? [12, 12, 56] : [40, 24, 56];
	const room = { width: Math.max(1, width - 2 * side), height: Math.max(1, height - top - foot) };
	const fitting = Math.min(1, room.width / box.width, room.height / box.height);
	const zoom = all || fitting >= WHOLE ? fitting : PART;
	const [wide, tall] = [box.width * zoom, box.height * zoom];
	return {
		x: side + Math.max(0, (room.width - wide) / 2) - box.x * zoom,
		y: top + Math.max(0, (room.height - tall) / 2) - box.y * zoom,
		zoom,
	};
}

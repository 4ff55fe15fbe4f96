import type { Positions } from '#shared/doc/layout-doc.ts';
import type { ContextId } from '#shared/id.ts';
import type { MapGroup } from '#shared/trace/map/groups.ts';
import { NODE_SIZE } from '#shared/trace/map/map-size.ts';

export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** Room inside a boundary, and for its title. */
const INSIDE = 20;
const TITLE = 26;

/** What lies around the members of each group that has any on the map. */
export function boundariesOf(
	groups: readonly MapGroup[],
	places: Positions,
): { readonly title: string; readonly box: Box; readonly members: readonly ContextId[] }[] {
	return groups.flatMap(({ title, members }) => {
		const there = members.filter((id) => places.has(id));
		const box = around(there, places);
		if (box === null) return [];
		const { x, y, width, height } = box;
		const outer = {
			x: x - INSIDE,
			y: y - INSIDE - TITLE,
			width: width + 2 * INSIDE,
			height: height + 2 * INSIDE + TITLE,
		};
		return { title, members: there, box: outer };
	});
}

/** The smallest box around all nodes of these ids; null around none. */
export function around(ids: Iterable<ContextId>, places: Positions): Box | null {
	const all = [...ids].flatMap((id) => places.get(id) ?? []);
	if (all.length === 0) return null;
	const x = all.reduce((least, place) => Math.min(least, place.x), Number.POSITIVE_INFINITY);
	const y = all.reduce((least, place) => Math.min(least, place.y), Number.POSITIVE_INFINITY);
	const right = all.reduce((most, place) => Math.max(most, place.x), Number.NEGATIVE_INFINITY);
	const foot = all.reduce((most, place) => Math.max(most, place.y), Number.NEGATIVE_INFINITY);
	return { x, y, width: right - x + NODE_SIZE.width, height: foot - y + NODE_SIZE.height };
}

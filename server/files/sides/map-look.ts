import type { Rooms } from '#server/sync/rooms.ts';
import { openContextsDoc, readMapLines } from '#shared/doc/contexts-doc.ts';
import { openLayoutDoc, type Positions, readPositions } from '#shared/doc/layout-doc.ts';
import { groupsByHeading, type MapGroup } from '#shared/trace/map/groups.ts';

/** How the map looks beside what it says: where people put its Contexts, and its groups. */
export interface MapLook {
	readonly positions: Positions;
	readonly groups: readonly MapGroup[];
}

export function mapLook(rooms: Pick<Rooms, 'open'>): MapLook {
	return {
		positions: readPositions(openLayoutDoc(rooms.open('layout').yDoc)),
		groups: groupsByHeading(readMapLines(openContextsDoc(rooms.open('contexts').yDoc))),
	};
}

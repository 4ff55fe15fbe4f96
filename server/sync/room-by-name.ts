import type { Room } from '#server/sync/room.ts';
import type { DocName } from '#shared/doc/doc-name.ts';

/**
 * A Room that is looked up at each use. Whoever keeps it for long, or over an `await`, never holds
 * one that was let go of meanwhile: two at once would each write without the other's words.
 */
export function roomByName(name: DocName, current: () => Room): Room {
	return {
		name,
		get generation() {
			return current().generation;
		},
		get yDoc() {
			return current().yDoc;
		},
		get awareness() {
			return current().awareness;
		},
		edit: (origin, change, alongside) => current().edit(origin, change, alongside),
		take: (origin, update) => current().take(origin, update),
		join: (peer) => current().join(peer),
		receive: (peer, frame) => current().receive(peer, frame),
		appear: (identity) => current().appear(identity),
	};
}

import type { Replicas } from '#client/sync/replicas.svelte.ts';
import { createRoom, type Room, type RoomDeps } from '#client/sync/room.ts';

/** The documents that are live: the stories and the map always, others while they are open. */
export interface Rooms {
	/** Keeps exactly these documents live. */
	want(names: ReadonlySet<string>): void;
	connect(ticket: string): void;
	disconnect(): void;
	isLive(name: string): boolean;
	/** Asks the relay to say when everything of a live document is on its disk. */
	mark(name: string): void;
	/** Whether every wanted document is in step with the relay, or was refused for good. */
	readonly settled: boolean;
	close(): void;
}

export function createRooms(replicas: Replicas, deps: RoomDeps): Rooms {
	const rooms = new Map<string, Room>();
	let wanted: ReadonlySet<string> = new Set();
	let ticket: string | null = null;

	const stopListening = replicas.listen(({ replica, from }) => {
		if (from === null || from === 'tab') rooms.get(replica.name)?.mark();
	});
	const stopReplacing = replicas.onReplace((replica) => {
		drop(replica.name);
		if (wanted.has(replica.name)) void openRoom(replica.name);
	});

	return {
		want(names) {
			wanted = names;
			for (const name of [...rooms.keys()]) if (!names.has(name)) drop(name);
			for (const name of names) if (!rooms.has(name)) void openRoom(name);
		},
		connect(next) {
			ticket = next;
			for (const room of rooms.values()) room.connect(next);
		},
		disconnect() {
			ticket = null;
			for (const room of rooms.values()) room.disconnect();
		},
		mark: (name) => rooms.get(name)?.mark(),
		isLive: (name) => rooms.get(name)?.settled ?? false,
		get settled() {
			return [...wanted].every((name) => rooms.get(name)?.settled ?? false);
		},
		close() {
			stopListening();
			stopReplacing();
			for (const name of [...rooms.keys()]) drop(name);
		},
	};

	async function openRoom(name: string): Promise<void> {
		// Without what this device keeps, the relay would be asked for everything again.
		const replica = await replicas.loaded(name);
		if (!wanted.has(name) || rooms.has(name) || replicas.of(name) !== replica) return;
		const room = createRoom(replica, deps);
		rooms.set(name, room);
		if (ticket !== null) room.connect(ticket);
	}

	function drop(name: string): void {
		rooms.get(name)?.close();
		rooms.delete(name);
	}
}

import * as Y from 'yjs';
import type { Store } from '#server/storage/store.ts';
import { createCommitter, type Schedule } from '#server/sync/committer.ts';
import { SYNC_LIMITS, type SyncLimits } from '#server/sync/limits.ts';
import type { Seed } from '#server/sync/replica.ts';
import { createRoom, type KeptRoom, type Room } from '#server/sync/room.ts';
import { roomByName } from '#server/sync/room-by-name.ts';
import type { DocName } from '#shared/doc/doc-name.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { Hash } from '#shared/hash.ts';
import { CLOSE } from '#shared/protocol/close-codes.ts';
import { textHashOf } from '#shared/protocol/text-hash.ts';

/** What a document holds, in few bytes: equal digests mean equal replicas. */
interface Digest {
	readonly generation: Hash;
	readonly stateVector: Uint8Array;
	readonly textHash: Hash;
}

/** Every document of one workspace. A Room is made when first needed, and let go of when idle. */
export interface Rooms extends AsyncDisposable {
	readonly limits: SyncLimits;
	/**
	 * The Room of a document; one that the store has never had is founded on its seed. It may be
	 * kept: what it leads to is always the one Room of the document.
	 */
	open(name: DocName): Room;
	/** Whether a visitor may open the document: it is there, or there is room for one more. */
	hasRoomFor(name: DocName): boolean;
	/** Founds those of these documents that the store has never had, all in one transaction. */
	found(names: readonly DocName[]): void;
	/** Whether the store has the document already. */
	has(name: DocName): boolean;
	/** Every document there is. */
	names(): readonly DocName[];
	digest(name: DocName): Digest;
	/** Commits what is waiting now; resolves when it is durable. */
	flush(): Promise<void>;
	/** Hears of every durable change, once per commit and origin. Returns the way out. */
	onChange(listener: (name: DocName, origin: Origin) => void): () => void;
}

export interface RoomsDeps {
	readonly store: Store;
	/** What a document starts as, asked for once in its life. */
	seed(name: DocName): Seed;
	/** Whether somebody who was a Member is none any more; nobody is, unless told. */
	hasLeft?(member: string): boolean;
	/** Hears why writing failed; nobody does, unless told. */
	onError?(error: unknown): void;
	readonly limits?: Partial<SyncLimits>;
	/** Runs a flush at the end of the turn. `setImmediate` unless a test drives the turns. */
	readonly schedule?: Schedule;
	/** Lets go of what is idle, again and again, until called off. By the clock unless a test does. */
	readonly rounds?: (sweep: () => void) => () => void;
}

export function createRooms(deps: RoomsDeps): Rooms {
	const { store, onError = () => {} } = deps;
	const limits = { ...SYNC_LIMITS, ...deps.limits };
	const committer = createCommitter(store, deps.schedule ?? setImmediate, onError);
	const rooms = new Map<DocName, KeptRoom>();
	/** Whose client ids are: a Room that is let go of takes nobody's along. */
	const owners = new Map<DocName, Map<number, string>>();
	const digests = new Map<DocName, Digest>();
	const listeners = new Set<(name: DocName, origin: Origin) => void>();
	let wasIdle = new Set<KeptRoom>();

	const leaveRounds = (deps.rounds ?? everyMs(limits.idleMs))(sweep);

	const open = (name: DocName) => roomByName(name, () => keep(name));

	function keep(name: DocName): KeptRoom {
		const known = rooms.get(name);
		if (known) return known;
		const { seed, hasLeft = () => false } = deps;
		const bound = owners.get(name) ?? new Map();
		owners.set(name, bound);
		const room = createRoom({
			...{ name, store, committer, limits, seed, hasLeft, onCommitted },
			owners: bound,
		});
		rooms.set(name, room);
		return room;
	}

	function found(names: readonly DocName[]) {
		const known = new Set(store.docs.list().map(({ name }) => name));
		const fresh = names.filter((name) => !known.has(name)).map(keep);
		try {
			// Reading the generation founds the document.
			store.together(() => fresh.map(({ generation }) => generation));
		} catch (error) {
			for (const room of fresh) room.reset();
			throw error;
		}
	}

	function onCommitted(name: DocName, origin: Origin) {
		digests.delete(name);
		for (const listener of listeners) listener(name, origin);
	}

	function digest(name: DocName): Digest {
		const known = digests.get(name);
		if (known) return known;
		const { generation, yDoc } = open(name);
		const fresh = {
			generation,
			stateVector: Y.encodeStateVector(yDoc),
			textHash: textHashOf(name, yDoc),
		};
		digests.set(name, fresh);
		return fresh;
	}

	/** Lets go of what was idle at the last sweep as well. */
	function sweep() {
		const idle = new Set([...rooms.values()].filter((room) => room.isIdle()));
		for (const room of idle.intersection(wasIdle)) letGo(room);
		wasIdle = idle.difference(wasIdle);
	}

	function letGo(room: KeptRoom) {
		rooms.delete(room.name);
		room.close(CLOSE.restarting, 'Nobody is here.');
		if (owners.get(room.name)?.size === 0) owners.delete(room.name);
	}

	async function dispose() {
		leaveRounds();
		committer.flush();
		for (const room of rooms.values()) room.close(CLOSE.restarting, 'The relay is stopping.');
		listeners.clear();
	}

	return {
		limits,
		open,
		hasRoomFor(name) {
			if (rooms.has(name)) return true;
			const known = store.docs.list();
			return known.length < limits.documents || known.some((doc) => doc.name === name);
		},
		found,
		has: (name) => store.docs.list().some((doc) => doc.name === name),
		names: () => store.docs.list().map(({ name }) => name),
		digest,
		flush: async () => committer.flush(),
		onChange: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		[Symbol.asyncDispose]: dispose,
	};
}

function everyMs(ms: number) {
	return (sweep: () => void) => {
		const sweeper = setInterval(sweep, ms);
		sweeper.unref();
		return () => clearInterval(sweeper);
	};
}

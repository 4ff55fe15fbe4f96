/**
 * Group commit: everything that arrived in one turn, for any number of Rooms, is written in one
 * transaction and only then passed on and acknowledged.
 *
 *   receive ─▶ queue ─▶ (end of turn) stage ─▶ commit ─▶ publish
 *                                        └─ the disk fails ─▶ reset: sockets close, text reloads
 *
 * Whoever types can't be told why. So a fault is told to `onError`, once until writing works again.
 */
import type { Store } from '#server/storage/store.ts';
import type { Staged, Write } from '#server/sync/write.ts';

/** A Room, as the committer needs it. */
export interface Committed {
	readonly name: string;
	stage(writes: readonly Write[]): readonly Staged[];
	publish(staged: readonly Staged[]): void;
	reset(): void;
}

export interface Committer {
	add(room: Committed, write: Write): void;
	/** Whether something of this Room waits for the end of the turn. */
	holds(room: Committed): boolean;
	/** Commits what is queued now. */
	flush(): void;
}

export type Schedule = (flush: () => void) => void;

export function createCommitter(
	store: Store,
	schedule: Schedule,
	onError: (error: unknown) => void,
): Committer {
	let queue: { room: Committed; write: Write }[] = [];
	let scheduled = false;
	let told: string | null = null;

	function add(room: Committed, write: Write) {
		queue.push({ room, write });
		if (scheduled) return;
		scheduled = true;
		schedule(flush);
	}

	function flush() {
		scheduled = false;
		const batch = queue;
		queue = [];
		const byRoom = Map.groupBy(batch, ({ room }) => room);
		const staged = Array.from(byRoom, ([room, tasks]) => stage(room, tasks));
		try {
			commit(staged);
		} catch (error) {
			tell(error);
			for (const { room, writes } of staged) fail(room, writes, error);
			return;
		}
		for (const { room, writes } of staged) room.publish(writes);
	}

	function tell(error: unknown) {
		const words = String(error);
		if (words !== told) onError(error);
		told = words;
	}

	function commit(staged: readonly { room: Committed; writes: readonly Staged[] }[]) {
		const updates = staged.flatMap(updatesOf);
		const alongside = staged.flatMap(({ writes }) => writes.flatMap(alongsideOf));
		if (updates.length + alongside.length === 0) return;
		const append = () => updates.length > 0 && store.docs.append(updates);
		if (alongside.length === 0) append();
		else
			store.together(() => {
				append();
				for (const write of alongside) write();
			});
		told = null;
	}

	function stage(room: Committed, tasks: readonly { write: Write }[]) {
		const writes = tasks.map(({ write }) => write);
		try {
			return { room, writes: room.stage(writes) };
		} catch (error) {
			tell(error);
			room.reset();
			for (const write of writes) write.settle({ kind: 'failed', error });
			return { room, writes: [] };
		}
	}

	function fail(room: Committed, writes: readonly Staged[], error: unknown) {
		room.reset();
		for (const { write } of writes) write.settle({ kind: 'failed', error });
	}

	const holds = (room: Committed) => queue.some((waiting) => waiting.room === room);

	return { add, holds, flush };
}

function alongsideOf({ write: { work } }: Staged) {
	return work.kind === 'edit' && work.alongside !== null ? [work.alongside] : [];
}

function updatesOf({ room, writes }: { room: Committed; writes: readonly Staged[] }) {
	return writes.flatMap(({ update }) => (update ? [{ name: room.name, update }] : []));
}

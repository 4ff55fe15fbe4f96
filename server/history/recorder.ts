/**
 * Remembers what every artefact said, from when to when, and who made it say so.
 *
 *   a change is durable ─▶ its artefact is dirty ─▶ (a moment later) look: does it read otherwise?
 *     ─▶ the open edition goes on, or is closed and another one begins ─▶ (seconds later) stored
 *
 * Nothing of it is on the way of an edit: documents tell which artefacts a transaction touched, and
 * everything else waits for a timer. What a crash takes is found at the next start, as a text that
 * nobody was seen to write.
 */
import { joins, unionOfAuthors } from '#server/history/joins.ts';
import { watchBlocks } from '#server/history/watch-blocks.ts';
import type { EditionStore, Store } from '#server/storage/store.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import type { Timer } from '#server/timer.ts';
import { type DocName, docKindOf } from '#shared/doc/doc-name.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { type Hash, hashOf } from '#shared/hash.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import type { EditionAuthor, EditionFields } from '#shared/protocol/history.ts';

const LOOK_MS = 400;
const STORE_MS = 5_000;
const NOBODY: EditionAuthor = { kind: 'seed', id: '' };

export interface Recorder {
	/** Takes an artefact as it reads now, whoever wrote it, and ends its edition. */
	close(id: ArtefactId): void;
	/** Takes in what artefacts say that no edition says: what was there before anyone looked. */
	takeStock(ids: readonly ArtefactId[]): void;
	/** All that was there is taken in: from here on, what is new was written by whoever changed it. */
	stockTaken(): void;
	/** Stores what is open. */
	flush(): void;
	stop(): void;
}

export interface RecorderDeps {
	readonly rooms: Rooms;
	readonly store: Pick<Store, 'together'> & { readonly editions: EditionStore };
	readonly timer: Timer;
	readonly now: () => Date;
	readonly fieldsOf: (id: ArtefactId) => EditionFields | null;
	readonly revisionOf: (id: ArtefactId) => Revision | null;
	readonly onError: (error: unknown) => void;
}

interface OpenEdition {
	readonly n: number;
	readonly by: readonly EditionAuthor[];
	readonly began: Date;
	readonly at: Date;
	readonly content: string;
	readonly hash: Hash;
	readonly revision: Revision | null;
}

export function createRecorder(deps: RecorderDeps): Recorder {
	const { rooms, store, now } = deps;
	const latest = new Map(store.editions.latest());
	const dirty = new Map<ArtefactId, readonly EditionAuthor[]>();
	const open = new Map<ArtefactId, OpenEdition>();
	const unstored = new Set<ArtefactId>();
	let cancelLook: (() => void) | null = null;
	let cancelStore: (() => void) | null = null;
	let stocked = false;

	const watched = watchBlocks(rooms, touch);
	const leave = rooms.onChange(changed);

	function changed(name: DocName, origin: Origin): void {
		const kind = docKindOf(name);
		if (kind?.kind === 'design') touch(kind.id, origin, true);
		else watched.changed(name, origin);
	}

	/** What may only have changed, and may have been there before anyone looked, is nobody's. */
	function touch(id: ArtefactId, { kind, id: author }: Origin, sure: boolean): void {
		const by = sure || stocked || latest.has(id) ? { kind, id: author } : NOBODY;
		dirty.set(id, unionOfAuthors(dirty.get(id) ?? [], [by]));
		cancelLook ??= deps.timer.after(LOOK_MS, look);
	}

	function look(): void {
		cancelLook?.();
		cancelLook = null;
		const touched = [...dirty];
		dirty.clear();
		for (const [id, by] of touched) guarded(() => take(id, by));
		if (unstored.size > 0) cancelStore ??= deps.timer.after(STORE_MS, flush);
	}

	/** Text that can't be read or stored for now is looked at again with its next change. */
	function guarded(work: () => void): void {
		try {
			work();
		} catch (error) {
			deps.onError(error);
		}
	}

	function take(id: ArtefactId, by: readonly EditionAuthor[]): void {
		const fields = deps.fieldsOf(id);
		if (fields === null) return;
		const content = JSON.stringify(fields);
		const hash = hashOf(content);
		if (latest.get(id)?.hash === hash) return;
		const moment = now();
		const going = open.get(id);
		const goesOn = going !== undefined && joins(going, by, moment);
		if (going !== undefined && !goesOn) end(id);
		const n = goesOn ? going.n : (latest.get(id)?.n ?? 0) + 1;
		open.set(id, {
			...{ n, at: moment, content, hash, revision: deps.revisionOf(id) },
			by: goesOn ? unionOfAuthors(going.by, by) : by,
			began: goesOn ? going.began : moment,
		});
		latest.set(id, { n, hash });
		unstored.add(id);
	}

	function end(id: ArtefactId): void {
		put(id);
		open.delete(id);
	}

	function put(id: ArtefactId): void {
		const edition = open.get(id);
		if (edition === undefined || !unstored.has(id)) return;
		const { began, at, ...rest } = edition;
		const times = { began: began.toISOString(), at: at.toISOString() };
		store.editions.put({ artefact: id, ...rest, ...times });
		unstored.delete(id);
	}

	function flush(): void {
		cancelStore?.();
		cancelStore = null;
		guarded(() =>
			store.together(() => {
				for (const id of [...unstored]) put(id);
			}),
		);
	}

	function close(id: ArtefactId): void {
		look();
		guarded(() => end(id));
	}

	function takeStock(ids: readonly ArtefactId[]): void {
		guarded(() =>
			store.together(() => {
				for (const id of ids) {
					if (dirty.has(id) || open.has(id)) continue;
					take(id, [NOBODY]);
					end(id);
				}
			}),
		);
	}

	function stockTaken(): void {
		stocked = true;
	}

	function stop(): void {
		leave();
		watched.stop();
		look();
		flush();
		cancelLook?.();
		cancelStore?.();
	}

	return { close, takeStock, stockTaken, flush, stop };
}

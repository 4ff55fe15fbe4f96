import * as Y from 'yjs';
import type { DocStore, PendingUpdate } from '#client/sync/doc-store.ts';

/** After the key's paint, and so soon that a tab that crashes between two keys loses neither. */
const OWN_AFTER_MS = 20;
/** What others wrote is on the relay: it is gathered for longer. */
const FLUSH_AFTER_MS = 150;
/** Merging is quadratic in the number of updates: a burst is merged in pieces. */
const MERGE_AT_MOST = 64;
const TRY_AGAIN_AFTER_MS = 2_000;

/** Updates on their way into the database: gathered for a moment, then written in one transaction. */
export interface WriteBehind {
	add(update: PendingUpdate): void;
	/** Own updates that are on this page only. */
	readonly waiting: number;
	/** The database takes nothing: the disk is full, or the browser shut it. Tried again and again. */
	readonly failing: false | 'full' | 'shut';
	/** Resolves when everything added before is in the database, or could not be written. */
	flush(): Promise<void>;
	/** Gives what is gathered, merged, to a caller that writes it along; it stays where that fails. */
	giveTo(write: (batch: readonly PendingUpdate[]) => Promise<void>): Promise<void>;
}

/** `onLate`: what was written is of a founding of the document that this device has left. */
export function createWriteBehind(
	store: DocStore,
	onChange: () => void,
	onLate: (doc: string) => void = () => {},
): WriteBehind {
	let gathered: PendingUpdate[] = [];
	let writing = 0;
	let failing: WriteBehind['failing'] = false;
	let timer: ReturnType<typeof setTimeout> | null = null;
	let timerWait = 0;
	let last: Promise<void> = Promise.resolve();

	return {
		add(update) {
			gathered.push(update);
			if (update.mine) onChange();
			flushLater(update.mine && !failing ? OWN_AFTER_MS : FLUSH_AFTER_MS);
		},
		get failing() {
			return failing;
		},
		get waiting() {
			return writing + ownIn(gathered);
		},
		flush,
		async giveTo(write) {
			const batch = take();
			const own = ownIn(batch);
			writing += own;
			try {
				await write(batch);
			} catch (error) {
				putBack(batch);
				throw error;
			} finally {
				writing -= own;
				onChange();
			}
		},
	};

	function flush(): Promise<void> {
		const batch = take();
		if (batch.length === 0) return last;
		const own = ownIn(batch);
		writing += own;
		// Asked for at once: a page that goes never hears that the write before is done.
		const written = store
			.append(batch)
			.then(
				(late) => {
					failing = false;
					for (const doc of late) onLate(doc);
				},
				(error: unknown) => {
					failing = isShut(error) ? 'shut' : 'full';
					putBack(batch);
				},
			)
			.finally(() => {
				writing -= own;
				onChange();
			});
		last = Promise.all([last, written]).then(() => undefined);
		return last;
	}

	function putBack(batch: readonly PendingUpdate[]): void {
		gathered = [...batch, ...gathered];
		flushLater(TRY_AGAIN_AFTER_MS);
	}

	function flushLater(wait: number): void {
		if (timer !== null && timerWait <= wait) return;
		if (timer !== null) clearTimeout(timer);
		timerWait = wait;
		timer = setTimeout(() => void flush(), wait);
	}

	function take(): readonly PendingUpdate[] {
		if (timer !== null) clearTimeout(timer);
		timer = null;
		const batch = merged(gathered);
		gathered = [];
		return batch;
	}
}

/** Its site data was cleared, or a newer version of the app took the database over. */
function isShut(error: unknown): boolean {
	return (
		error instanceof Error && ['DatabaseClosedError', 'InvalidStateError'].includes(error.name)
	);
}

function ownIn(updates: readonly PendingUpdate[]): number {
	return updates.filter((update) => update.mine).length;
}

/** Neighbouring updates of the same document and maker become one. */
function merged(updates: readonly PendingUpdate[]): readonly PendingUpdate[] {
	const groups = new Map<string, PendingUpdate[][]>();
	for (const update of updates) {
		const key = `${update.mine} ${update.generation} ${update.doc}`;
		const pieces = groups.get(key) ?? [];
		const piece = pieces.at(-1);
		if (piece === undefined || piece.length >= MERGE_AT_MOST) pieces.push([update]);
		else piece.push(update);
		groups.set(key, pieces);
	}
	return [...groups.values()].flat().flatMap((piece) => {
		const first = piece[0];
		if (first === undefined) return [];
		return { ...first, update: Y.mergeUpdates(piece.map((one) => one.update)) };
	});
}

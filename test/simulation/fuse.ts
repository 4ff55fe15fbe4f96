import type { Disk } from '#server/files/disk/disk.ts';
import type { Store } from '#server/storage/store.ts';

/** What a process meets that has died: nothing it does has any effect any more. */
export class Dead extends Error {}

/**
 * Lets a process do so many writes to its disk and its database, and no more: it dies before one of
 * them. Null lets it live.
 */
export interface Fuse {
	left: number | null;
	readonly isBlown: boolean;
	disk(disk: Disk): Disk;
	store(store: Store): Store;
}

export function createFuse(): Fuse {
	let left: number | null = null;
	let isBlown = false;

	function burn(): void {
		if (isBlown) throw new Dead('dead');
		if (left === null) return;
		left--;
		if (left >= 0) return;
		isBlown = true;
		throw new Dead('dead');
	}

	function burning<Args extends unknown[], Answer>(work: (...args: Args) => Answer) {
		return (...args: Args): Answer => {
			burn();
			return work(...args);
		};
	}

	return {
		get left() {
			return left;
		},
		set left(count) {
			left = count;
		},
		get isBlown() {
			return isBlown;
		},
		disk: (disk) => ({
			...disk,
			openSync: burning(disk.openSync),
			renameSync: burning(disk.renameSync),
			unlinkSync: burning(disk.unlinkSync),
			mkdirSync: Object.assign(
				new Proxy(disk.mkdirSync, {
					apply: (target, self, args) => {
						burn();
						return Reflect.apply(target, self, args);
					},
				}),
			),
		}),
		store: (store) => ({
			...store,
			docs: {
				...store.docs,
				append: burning(store.docs.append),
				create: burning(store.docs.create),
				compact: burning(store.docs.compact),
			},
			agreed: {
				...store.agreed,
				write: burning(store.agreed.write),
				remove: burning(store.agreed.remove),
			},
			writeMeta: burning(store.writeMeta),
		}),
	};
}

import type * as Y from 'yjs';
import { touchedBy } from '#server/history/touched.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import { openContextsDoc } from '#shared/doc/contexts-doc.ts';
import { type DocName, docKindOf } from '#shared/doc/doc-name.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { openStoriesDoc } from '#shared/doc/stories-doc.ts';
import { ArtefactId } from '#shared/id.ts';

interface BlockWatch {
	/** A document changed: from here on it is watched, if it was not. */
	changed(name: DocName, origin: Origin): void;
	stop(): void;
}

/**
 * Tells which Stories and Contexts were touched, and by whom. A document is another object after
 * an idle spell: of its first change only the origin is known, so everything in it may have changed,
 * and none of it for sure.
 */
export function watchBlocks(
	rooms: Rooms,
	touch: (id: ArtefactId, origin: Origin, sure: boolean) => void,
): BlockWatch {
	const watched = new WeakSet<Y.Doc>();
	let stopped = false;

	for (const name of ['stories', 'contexts'] as const) if (rooms.has(name)) watch(name);

	function watch(name: 'stories' | 'contexts'): Y.Map<unknown> | null {
		const { yDoc } = rooms.open(name);
		if (watched.has(yDoc)) return null;
		watched.add(yDoc);
		const { blocks } = name === 'stories' ? openStoriesDoc(yDoc) : openContextsDoc(yDoc);
		yDoc.on('afterTransaction', (transaction: Y.Transaction) => {
			const origin = originOf(transaction.origin);
			if (stopped || origin === null || transaction.changed.size === 0) return;
			for (const id of touchedBy(transaction, blocks)) touch(id, origin, true);
		});
		return blocks;
	}

	function changed(name: DocName, origin: Origin): void {
		const kind = docKindOf(name)?.kind;
		if (kind !== 'stories' && kind !== 'contexts') return;
		const blocks = watch(kind);
		for (const key of blocks?.keys() ?? []) {
			const id = ArtefactId.safeParse(key);
			if (id.success) touch(id.data, origin, false);
		}
	}

	return {
		changed,
		stop: () => {
			stopped = true;
		},
	};
}

/** Every write of a Room has an Origin; what is read from disk has none. */
function originOf(origin: unknown): Origin | null {
	if (typeof origin !== 'object' || origin === null) return null;
	if (!('kind' in origin) || !('id' in origin) || typeof origin.id !== 'string') return null;
	const { kind, id } = origin;
	return kind === 'person' || kind === 'agent' || kind === 'file' || kind === 'seed'
		? { kind, id }
		: null;
}

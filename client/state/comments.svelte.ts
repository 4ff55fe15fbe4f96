import type { LiveRooms } from '#client/state/designs.svelte.ts';
import type { Names } from '#client/state/names.svelte.ts';
import type { ThreadView } from '#client/state/surface.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import { openCommentsDoc, readThreads } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import type { ArtefactId } from '#shared/id.ts';

/** The comments looked at last stay live; the rest is brought up to date in the background. */
const LIVE = 3;

export class CommentThreads {
	#replicas: Replicas;
	#rooms: LiveRooms;
	#names: Names;
	#live: string[] = [];

	constructor(replicas: Replicas, rooms: LiveRooms, names: Names) {
		this.#replicas = replicas;
		this.#rooms = rooms;
		this.#names = names;
	}

	threads(id: ArtefactId): readonly ThreadView[] {
		const name = commentsDocName(id);
		this.#keepLive(name);
		this.#replicas.changesOf(name).version;
		return readThreads(openCommentsDoc(this.#replicas.of(name).doc)).map((thread) => ({
			...thread,
			comments: thread.comments.map((one) => ({ ...one, name: this.#names.of(one.by) })),
		}));
	}

	#keepLive(name: string): void {
		if (this.#live.at(-1) === name) return;
		const had = this.#live.includes(name);
		this.#live = [...this.#live.filter((other) => other !== name), name];
		if (!had) this.#rooms.open(name);
		for (const old of this.#live.splice(0, this.#live.length - LIVE)) this.#rooms.close(old);
	}
}

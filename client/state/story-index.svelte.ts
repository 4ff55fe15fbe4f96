import type * as Y from 'yjs';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { Story } from '#shared/artefact/story.ts';
import {
	openStoriesDoc,
	readBlockOrder,
	readStory,
	type StoriesDoc,
} from '#shared/doc/stories-doc.ts';
import { StoryId } from '#shared/id.ts';

/**
 * The Stories of the document, parsed once each: a keystroke in one of 2,000 parses one. A Story
 * that did not change is the same object, so lists leave its row alone.
 */
export class StoryIndex {
	#replicas: Replicas;
	#doc: StoriesDoc | null = null;
	#parsed = new Map<string, Story>();
	#order: readonly StoryId[] | null = null;
	#all: readonly Story[] | null = null;

	constructor(replicas: Replicas) {
		this.#replicas = replicas;
	}

	get all(): readonly Story[] {
		this.#look();
		this.#all ??= this.#ids().flatMap((id) => this.#read(id) ?? []);
		return this.#all;
	}

	get(id: StoryId): Story | null {
		this.#look();
		return this.#read(id);
	}

	/** The document itself, for edits. */
	get doc(): StoriesDoc {
		return this.#look();
	}

	#look(): StoriesDoc {
		this.#replicas.changesOf('stories').version;
		const { doc } = this.#replicas.of('stories');
		if (this.#doc?.yDoc === doc) return this.#doc;
		this.#doc = openStoriesDoc(doc);
		this.#forget();
		this.#doc.blocks.observeDeep((events) => this.#changed(events));
		return this.#doc;
	}

	#changed(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void {
		this.#all = null;
		for (const { path, keys } of events) {
			const block = path[0];
			if (typeof block === 'string') this.#parsed.delete(block);
			for (const key of block === undefined ? keys.keys() : []) this.#parsed.delete(key);
			// Texts lie deeper: only blocks that come, go or move change the order.
			if (path.length < 2) this.#order = null;
		}
	}

	#forget(): void {
		this.#parsed.clear();
		this.#order = null;
		this.#all = null;
	}

	#ids(): readonly StoryId[] {
		const doc = this.#doc;
		if (doc === null) return [];
		this.#order ??= readBlockOrder(doc.blocks).flatMap(({ id }) => {
			const story = StoryId.safeParse(id);
			return story.success ? story.data : [];
		});
		return this.#order;
	}

	#read(id: StoryId): Story | null {
		const known = this.#parsed.get(id);
		if (known !== undefined || this.#doc === null) return known ?? null;
		const story = readStory(this.#doc, id);
		if (story !== null) this.#parsed.set(id, story);
		return story;
	}
}

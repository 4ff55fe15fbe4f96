import type * as Y from 'yjs';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import { readBlockOrder } from '#shared/doc/stories-doc.ts';

interface BlockDoc {
	readonly yDoc: Y.Doc;
	readonly blocks: Y.Map<unknown>;
}

interface BlockKind<Id, Block> {
	/** The document that holds them. */
	readonly name: string;
	open(yDoc: Y.Doc): BlockDoc;
	idOf(key: string): Id | null;
	read(doc: BlockDoc, id: Id): Block | null;
	/** Other blocks that these events make read otherwise, too. */
	around?(doc: BlockDoc, events: readonly BlockEvent[]): Iterable<string>;
}

export type BlockEvent = Y.YEvent<Y.AbstractType<unknown>>;

/**
 * The artefacts of one document, parsed once each: a keystroke in one of 2,000 parses one. One
 * that did not change is the same object, so lists leave its row alone; nor does the list change
 * while none of them does.
 */
export class BlockIndex<Id extends string, Block> {
	#replicas: Pick<Replicas, 'of' | 'changesOf'>;
	#kind: BlockKind<Id, Block>;
	#doc: BlockDoc | null = null;
	#parsed = new Map<string, Block | null>();
	#order: readonly Id[] | null = null;
	#all: readonly Block[] | null = null;

	constructor(replicas: Pick<Replicas, 'of' | 'changesOf'>, kind: BlockKind<Id, Block>) {
		this.#replicas = replicas;
		this.#kind = kind;
	}

	get all(): readonly Block[] {
		this.#look();
		this.#all ??= this.#ids().flatMap((id) => this.#read(id) ?? []);
		return this.#all;
	}

	/** Null for an id of another kind too. */
	get(key: string): Block | null {
		this.#look();
		const known = this.#parsed.get(key);
		if (known !== undefined) return known;
		const id = this.#kind.idOf(key);
		return id === null ? null : this.#read(id);
	}

	/** The document itself, for edits. */
	get doc(): BlockDoc {
		return this.#look();
	}

	#look(): BlockDoc {
		const { name } = this.#kind;
		this.#replicas.changesOf(name).version;
		const { doc } = this.#replicas.of(name);
		if (this.#doc?.yDoc === doc) return this.#doc;
		this.#doc = this.#kind.open(doc);
		this.#forget();
		this.#doc.blocks.observeDeep((events) => this.#changed(events));
		return this.#doc;
	}

	#changed(events: readonly BlockEvent[]): void {
		this.#all = null;
		const around = this.#doc && this.#kind.around?.(this.#doc, events);
		for (const block of around ?? []) this.#parsed.delete(block);
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

	#ids(): readonly Id[] {
		const doc = this.#doc;
		if (doc === null) return [];
		this.#order ??= readBlockOrder(doc.blocks).flatMap(({ id }) => this.#kind.idOf(id) ?? []);
		return this.#order;
	}

	#read(id: Id): Block | null {
		const known = this.#parsed.get(id);
		if (known !== undefined || this.#doc === null) return known ?? null;
		const block = this.#kind.read(this.#doc, id);
		this.#parsed.set(id, block);
		return block;
	}
}

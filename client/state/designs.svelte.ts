import * as Y from 'yjs';
import { Changes } from '#client/state/changes.svelte.ts';
import type { OpenDesign } from '#client/state/surface.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { Design } from '#shared/artefact/design.ts';
import { openDesignDoc, readDesignText } from '#shared/doc/design-doc.ts';
import { designDocName, docKindOf } from '#shared/doc/doc-name.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { KnownDesign } from '#shared/trace/known-designs.ts';

interface ReadDesign {
	readonly design: Design | null;
	readonly findings: readonly Finding[];
}
type Reader = (text: string, known: KnownDesign) => ReadDesign;

/** Keeps documents live while they are open. */
export interface LiveRooms {
	open(name: string): void;
	close(name: string): void;
}

/**
 * The Designs' documents. Their reader brings a YAML parser along, so it loads when the first
 * Design is read; until then there are texts and no parsed Designs.
 */
export class Designs {
	#replicas: Replicas;
	#rooms: LiveRooms;
	#reader: Reader | null = null;
	#readerChanges = new Changes();
	#loading = false;
	#parsed = new Map<ComponentId, { readonly of: string; readonly read: ReadDesign }>();
	#opened = new Map<ComponentId, number>();

	constructor(replicas: Replicas, rooms: LiveRooms) {
		this.#replicas = replicas;
		this.#rooms = rooms;
	}

	/** Whose documents this page holds. */
	get ids(): readonly ComponentId[] {
		return this.#replicas.names.flatMap((name) => {
			const kind = docKindOf(name);
			return kind?.kind === 'design' ? kind.id : [];
		});
	}

	textOf(id: ComponentId): string {
		const name = designDocName(id);
		this.#replicas.changesOf(name).version;
		return readDesignText(openDesignDoc(this.#replicas.of(name).doc));
	}

	/** The Design as it reads; null without text, or before the reader is here. */
	read(owner: KnownDesign): ReadDesign | null {
		const { id } = owner;
		const text = this.textOf(id);
		this.#readerChanges.version;
		if (text === '') return null;
		if (this.#reader === null) {
			this.#loadReader();
			return null;
		}
		const of = JSON.stringify([owner, text]);
		const known = this.#parsed.get(id);
		if (known?.of === of) return known.read;
		const read = this.#reader(text, owner);
		this.#parsed.set(id, { of, read });
		return read;
	}

	open(id: ComponentId): OpenDesign {
		const name = designDocName(id);
		const replicas = this.#replicas;
		const rooms = this.#rooms;
		const opened = this.#opened;
		opened.set(id, (opened.get(id) ?? 0) + 1);
		rooms.open(name);
		const undos = new WeakMap<Y.Doc, Y.UndoManager>();
		let closed = false;
		const replica = () => {
			replicas.changesOf(name).version;
			return replicas.of(name);
		};

		return {
			get generation() {
				return replica().round;
			},
			get text() {
				return openDesignDoc(replicas.of(name).doc).markdown;
			},
			get awareness() {
				return replicas.of(name).awareness;
			},
			get undo() {
				const { doc } = replicas.of(name);
				const known = undos.get(doc) ?? new Y.UndoManager(openDesignDoc(doc).markdown);
				undos.set(doc, known);
				return known;
			},
			close() {
				if (closed) return;
				closed = true;
				const left = (opened.get(id) ?? 1) - 1;
				opened.set(id, left);
				if (left === 0) rooms.close(name);
			},
		};
	}

	#loadReader(): void {
		if (this.#loading) return;
		this.#loading = true;
		void import('#shared/markdown/design.ts').then(({ readDesignDoc }) => {
			this.#reader = readDesignDoc;
			this.#readerChanges.touch();
		});
	}
}

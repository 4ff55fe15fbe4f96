import * as Y from 'yjs';
import { Changes } from '#client/state/changes.svelte.ts';
import type { OpenDesign } from '#client/state/surface.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { Design } from '#shared/artefact/design.ts';
import { openDesignDoc, readDesignText } from '#shared/doc/design-doc.ts';
import { designDocName, docKindOf } from '#shared/doc/doc-name.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { KnownDesign } from '#shared/trace/known-designs.ts';

interface ReadDesign {
	readonly design: Design | null;
	readonly findings: readonly Finding[];
	/** Where the front matter says its code is; '' where it doesn't. */
	readonly code: string;
}
type Reader = (text: string, known: KnownDesign) => ReadDesign;

/** How long what stands around an open Design may lag behind the keys; its text never does. */
const SETTLED_MS = 250;
/** A thousand Designs come one by one, from the relay or the database: they are shown together. */
const ARRIVING_MS = 250;

interface ParsedDesign {
	readonly text: string;
	readonly owner: KnownDesign;
	readonly read: ReadDesign;
}

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
	#own: Origin | null;
	#reader: Reader | null = null;
	/** Touched when any Design's text changes, one comes, or their reader arrives. */
	#changes = new Changes();
	#loading = false;
	#ids: { readonly of: readonly string[]; readonly ids: readonly ComponentId[] } | null = null;
	#texts = new Map<ComponentId, string>();
	#parsed = new Map<ComponentId, ParsedDesign>();
	#opened = new Map<ComponentId, number>();

	/** Edits of `own` origin are this person's to undo in an editor, beside what they type there. */
	constructor(replicas: Replicas, rooms: LiveRooms, own: Origin | null = null) {
		this.#replicas = replicas;
		this.#own = own;
		this.#rooms = rooms;
		replicas.listen(({ replica, from }) => this.#changed(replica.name, from === null));
		replicas.onReplace(({ name }) => this.#changed(name, true));
	}

	/** Counts what changes in any of them: who reads many Designs watches this alone. */
	get version(): number {
		return this.#changes.version + this.ids.length;
	}

	/** Hears of every Design that changes, and of the reader's arrival, which makes all of them readable. */
	onChange(listener: () => void): void {
		this.#changes.listen(listener);
	}

	/** Whose documents this page holds. */
	get ids(): readonly ComponentId[] {
		const { names } = this.#replicas;
		if (this.#ids?.of !== names) this.#ids = { of: names, ids: names.flatMap(designIn) };
		return this.#ids.ids;
	}

	textOf(id: ComponentId): string {
		this.#changes.version;
		const known = this.#texts.get(id);
		if (known !== undefined) return known;
		const { doc } = this.#replicas.of(designDocName(id));
		const text = readDesignText(openDesignDoc(doc));
		this.#texts.set(id, text);
		return text;
	}

	/** The Design as it reads; null without text, or before the reader is here. */
	read(owner: KnownDesign): ReadDesign | null {
		const { id } = owner;
		const text = this.textOf(id);
		if (text === '') return null;
		if (this.#reader === null) {
			this.#loadReader();
			return null;
		}
		const known = this.#parsed.get(id);
		if (known?.text === text && isSameOwner(known.owner, owner)) return known.read;
		const read = this.#reader(text, owner);
		this.#parsed.set(id, { text, owner, read });
		return read;
	}

	open(id: ComponentId): OpenDesign {
		const name = designDocName(id);
		const replicas = this.#replicas;
		const rooms = this.#rooms;
		const own = this.#own;
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
				const trackedOrigins = new Set([null, own]);
				const known =
					undos.get(doc) ?? new Y.UndoManager(openDesignDoc(doc).markdown, { trackedOrigins });
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

	#changed(name: string, atOnce: boolean): void {
		for (const id of designIn(name)) {
			const typed = this.#opened.has(id) && this.#texts.get(id) !== '';
			this.#texts.delete(id);
			if (typed) this.#changes.touchSoon(SETTLED_MS);
			else if (atOnce) this.#changes.touch();
			else this.#changes.touchTogether(ARRIVING_MS);
		}
	}

	#loadReader(): void {
		if (this.#loading) return;
		this.#loading = true;
		void import('#shared/markdown/design.ts').then(({ readDesignDoc }) => {
			this.#reader = readDesignDoc;
			this.#changes.touch();
		});
	}
}

function designIn(name: string): readonly ComponentId[] {
	const kind = docKindOf(name);
	return kind?.kind === 'design' ? [kind.id] : [];
}

function isSameOwner(one: KnownDesign, other: KnownDesign): boolean {
	const { component, type, context } = other;
	return one.component === component && one.type === type && one.context === context;
}

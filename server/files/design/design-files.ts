/** Which design lives in which file, and what it reads like before its document is opened. */
import type { Config } from '#server/files/config/config.ts';
import { rememberedDesign } from '#server/files/design/design-memory.ts';
import { designFileOf } from '#server/files/design/design-owner.ts';
import { type DesignFile, designIdIn, type Scan } from '#server/files/scan.ts';
import type { Store } from '#server/storage/store.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import type { Component } from '#shared/artefact/component.ts';
import { openContextsDoc, readContexts } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc, readDesignText } from '#shared/doc/design-doc.ts';
import { type DocName, designDocName, docKindOf } from '#shared/doc/doc-name.ts';
import { ComponentId } from '#shared/id.ts';
import { readDesignDoc } from '#shared/markdown/design.ts';
import { unlistedDesign } from '#shared/trace/known-designs.ts';

export interface DesignFiles {
	/** Designs that have a file or a document. */
	ids(): readonly ComponentId[];
	/** The files that designs live in, whether or not they are still there. */
	paths(): readonly string[];
	pathOf(id: ComponentId): string;
	/** The design that lives at a path, or would. */
	idAt(path: string): ComponentId | null;
	hasDocument(id: ComponentId): boolean;
	/** A file that appeared is this design's. */
	adopt(file: DesignFile): void;
	/** Founds the documents on their files' texts, in one write. */
	found(ids: readonly ComponentId[]): void;
	/** There is a document of this name. */
	learn(name: DocName): void;
	/** Files that were written stay where they are, whatever the rule says later. */
	pin(): void;
	/** The path that its file had when both last agreed, where it has moved since. */
	formerPathOf(id: ComponentId): string | null;
	textOf(id: ComponentId): string;
}

export function createDesignFiles(deps: {
	readonly config: Config;
	readonly scan: Scan;
	readonly store: Store;
	readonly rooms: Rooms;
}): DesignFiles {
	const { config, scan, store, rooms } = deps;
	const paths = new Map(Array.from(scan.designs, ([id, { path }]) => [id, path] as const));
	/** Designs that have a document. The store knows too, but is asked once only. */
	const documents = new Set<ComponentId>();
	for (const name of rooms.names()) learn(name);
	const former = agreedElsewhere();
	for (const [id, path] of former) if (!paths.has(id)) paths.set(id, path);

	/** Designs whose agreed text was in a file that is not where it was. */
	function agreedElsewhere(): ReadonlyMap<ComponentId, string> {
		const found = new Map<ComponentId, string>();
		const there = new Set(Array.from(scan.designs.values(), ({ path }) => path));
		for (const path of store.agreed.list()) {
			if (there.has(path) || !path.startsWith(`${config.paths.designs}/`)) continue;
			const id = designIdIn(store.agreed.read(path) ?? '') ?? rememberedDesign(store, path);
			const component = ComponentId.safeParse(id);
			if (component.success) found.set(component.data, path);
		}
		return found;
	}

	function learn(name: DocName): void {
		const kind = docKindOf(name);
		if (kind?.kind === 'design') documents.add(kind.id);
	}

	function found(ids: readonly ComponentId[]): void {
		rooms.found(ids.map(designDocName));
		for (const id of ids) documents.add(id);
	}

	function idAt(path: string): ComponentId | null {
		for (const [id, known] of paths) if (known === path) return id;
		for (const id of documents) if (!paths.has(id) && pathOf(id) === path) return id;
		return null;
	}

	function adopt(file: DesignFile): void {
		paths.set(file.id, file.path);
		scan.designs.set(file.id, file);
	}

	function pin(): void {
		for (const id of documents) {
			if (paths.has(id)) continue;
			const path = pathOf(id);
			if (store.agreed.read(path) !== null) paths.set(id, path);
		}
	}

	/** The rule of the preset says where a new design's file goes; it stays there ever after. */
	function pathOf(id: ComponentId): string {
		const known = paths.get(id);
		if (known !== undefined) return known;
		const components = readContexts(openContextsDoc(rooms.open('contexts').yDoc)).flatMap(
			(context) => context.components,
		);
		const component = components.find((candidate) => candidate.id === id) ?? unlisted(id);
		const own = `${config.paths.designs}/${id}.md`;
		const path = (component && designFileOf(config, component)) ?? own;
		// A path comes from a document, and so from anybody: it stays below the designs' folder.
		const strays = !path.startsWith(`${config.paths.designs}/`) || path.split('/').includes('..');
		return strays || [...paths.values()].includes(path) ? own : path;
	}

	/** What a Design says of its Component itself, where no map lists it. */
	function unlisted(id: ComponentId): Component | null {
		const { design, code } = readDesignDoc(textOf(id), unlistedDesign(id));
		if (design === null || code === '') return null;
		return { id, name: design.component, type: design.type, code };
	}

	function textOf(id: ComponentId): string {
		if (!documents.has(id)) return scan.designs.get(id)?.text ?? '';
		return readDesignText(openDesignDoc(rooms.open(designDocName(id)).yDoc));
	}

	function formerPathOf(id: ComponentId): string | null {
		const path = former.get(id) ?? null;
		return path !== null && path !== paths.get(id) ? path : null;
	}

	return {
		ids: () => [...new Set([...paths.keys(), ...documents])],
		idAt,
		hasDocument: (id) => documents.has(id),
		adopt,
		found,
		learn,
		pin,
		paths: () => [...paths.values()],
		pathOf,
		formerPathOf,
		textOf,
	};
}

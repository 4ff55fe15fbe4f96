/** The side of the Markdown files: stories, contexts and designs. */
import type { Binding } from '#server/files/binding.ts';
import { bindContexts, bindDesign, bindStories } from '#server/files/bindings.ts';
import { createDesignFiles, type DesignFiles } from '#server/files/design-files.ts';
import type { FileSide, SideDeps } from '#server/files/file-side.ts';
import { changedFrom, emptied, isEmptied, missing } from '#server/files/outside-findings.ts';
import { readText } from '#server/files/read-text.ts';
import { readingProblem } from '#server/files/reading-problem.ts';
import type { Scan } from '#server/files/scan.ts';
import { createWriteBack } from '#server/files/write-back.ts';
import { type DocName, designDocName, docKindOf } from '#shared/doc/doc-name.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface MarkdownSide extends FileSide {
	readonly stories: Binding;
	readonly contexts: Binding;
	readonly designs: DesignFiles;
	designOf(id: ComponentId): Binding;
	/** The document's file has to follow. */
	touch(doc: DocName): void;
	/** Stories and contexts, which must be right before anything is served. */
	begin(): Promise<void>;
}

/** How many designs are founded by one write to the disk, and before sockets have their turn. */
const AT_ONCE = 20;

export function createMarkdownSide(
	deps: SideDeps & { readonly scan: Scan; readonly isStopped: () => boolean },
): MarkdownSide {
	const { disk, root, config, store, rooms, board, timer } = deps;
	const stories = bindStories(rooms, config.paths.stories);
	const contexts = bindContexts(rooms, config.paths.contexts);
	const designs = createDesignFiles(deps);
	const designOf = (id: ComponentId) => bindDesign(rooms, id, designs.pathOf(id));
	const writeBack = createWriteBack({
		...{ disk, root, board, agreed: store.agreed, bindingOf },
		onAgreed: tellLines,
	});
	const stored = new Set<DocName>(rooms.names());

	async function begin(): Promise<void> {
		for (const binding of [stories, contexts]) {
			if (stored.has(binding.doc)) await catchUpOne(binding);
			else foundOn(binding);
		}
	}

	function bindingOf(doc: DocName): Binding | null {
		const kind = docKindOf(doc);
		if (kind?.kind === 'stories') return stories;
		if (kind?.kind === 'contexts') return contexts;
		return kind?.kind === 'design' ? designOf(kind.id) : null;
	}

	/** Founds the document on its file; a file that can't be taken is told, and not agreed on. */
	function foundOn(binding: Binding): void {
		const { doc, path } = binding;
		rooms.digest(doc);
		const text = store.agreed.read(path);
		const problem = text && binding.isEmpty() ? readingProblem(doc, path, text) : null;
		if (problem === null) return;
		board.post(path, problem);
		store.agreed.remove(path);
	}

	function* paths(): Iterable<string> {
		yield stories.path;
		yield contexts.path;
		yield* designs.paths();
	}

	/** Brings what changed in the file since both agreed into the document, and the other way. */
	async function catchUpOne(binding: Binding): Promise<void> {
		const { path, doc } = binding;
		const agreed = store.agreed.read(path);
		const read = readText(disk, root, path);
		if (read.kind === 'absent' && agreed !== null) board.post(path, missing(path));
		if (read.kind === 'refused') board.post(path, read.finding);
		if (read.kind === 'text' && isEmptied(agreed, read.text)) board.post(path, emptied(path));
		else if (read.kind === 'text' && read.text !== agreed) {
			const problem = readingProblem(doc, path, read.text);
			board.post(path, problem);
			if (problem) return;
			await binding.absorb(agreed ?? '', read.text);
			store.agreed.write(path, read.text);
		}
		writeBack.touch(doc);
	}

	/** Comes after the port is open: five hundred designs must not hold it up. */
	async function catchUp(): Promise<void> {
		const fresh: ComponentId[] = [];
		for (const id of designs.ids()) {
			const binding = designOf(id);
			const moved = designs.formerPathOf(id);
			if (moved !== null) moveAgreed(moved, binding.path);
			if (!stored.has(binding.doc)) {
				fresh.push(id);
				continue;
			}
			await breathe();
			if (deps.isStopped()) return;
			await catchUpOne(binding);
		}
		for (let at = 0; at < fresh.length; at += AT_ONCE) {
			await breathe();
			if (deps.isStopped()) return;
			designs.found(fresh.slice(at, at + AT_ONCE));
		}
		for (const binding of [stories, contexts]) {
			await breathe();
			if (deps.isStopped()) return;
			tellLines(binding);
		}
	}

	/** What the lines of a file say, that its document does not. */
	function tellLines(binding: Binding): void {
		const text = store.agreed.read(binding.path);
		board.post(`lines ${binding.path}`, text === null ? [] : binding.findings(text));
	}

	function moveAgreed(from: string, to: string): void {
		const text = store.agreed.read(from);
		if (text !== null && store.agreed.read(to) === null) store.agreed.write(to, text);
		store.agreed.remove(from);
		board.post(from, null);
	}

	/** A file looks different: its bytes decide whether somebody else changed it. */
	function fileChanged(path: string): void {
		const finding = whatIsWrongWith(path);
		board.post(path, finding);
		if (finding === null) for (const doc of docsOf(path)) writeBack.touch(doc);
	}

	function whatIsWrongWith(path: string): Finding | null {
		const agreed = store.agreed.read(path);
		const read = readText(disk, root, path);
		if (read.kind === 'refused') return read.finding;
		if (read.kind === 'absent') return agreed === null ? null : missing(path);
		return read.text === agreed ? null : changedFrom(agreed, path, read.text);
	}

	function docsOf(path: string): readonly DocName[] {
		if (path === stories.path) return [stories.doc];
		if (path === contexts.path) return [contexts.doc];
		return designs.ids().flatMap((id) => (designs.pathOf(id) === path ? designDocName(id) : []));
	}

	function flush(): readonly string[] {
		const written = writeBack.flush();
		designs.pin();
		return written;
	}

	/** Lets sockets and requests have their turn. */
	function breathe(): Promise<void> {
		return new Promise((resolve) => timer.after(0, resolve));
	}

	return {
		places: [stories.path, contexts.path, config.paths.designs],
		...{ stories, contexts, designs, designOf, begin, paths, fileChanged, flush, catchUp },
		docChanged(name) {
			designs.learn(name);
			return writeBack.touch(name);
		},
		isWaiting: writeBack.isWaiting,
		touch: (doc) => void writeBack.touch(doc),
	};
}

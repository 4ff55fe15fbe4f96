/** The side of the Markdown files: stories, contexts and designs. */
import { createAgreedHistory } from '#server/files/agreed-history.ts';
import { createDesignArrivals } from '#server/files/design/design-arrivals.ts';
import { createDesignFiles, type DesignFiles } from '#server/files/design/design-files.ts';
import { isLetGo } from '#server/files/design/let-go.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { type HalfWritten, howHalf, isCutShort } from '#server/files/findings/cut-short.ts';
import { readingProblem } from '#server/files/findings/reading-problem.ts';
import { createFollowing } from '#server/files/following.ts';
import type { Questions } from '#server/files/questions/questions.ts';
import { MAX_DESIGNS, markdownFilesIn, type Scan } from '#server/files/scan.ts';
import type { Binding } from '#server/files/sides/binding.ts';
import { bindContexts, bindDesign, bindStories } from '#server/files/sides/bindings.ts';
import type { FileChange, FileSide, SideDeps } from '#server/files/sides/file-side.ts';
import { createWriteBack } from '#server/files/write-back.ts';
import { type DocName, docKindOf } from '#shared/doc/doc-name.ts';
import type { ComponentId } from '#shared/id.ts';

export interface MarkdownSide extends FileSide {
	readonly stories: Binding;
	readonly contexts: Binding;
	readonly designs: DesignFiles;
	designOf(id: ComponentId): Binding;
	/** The document's file has to follow. */
	touch(doc: DocName): void;
	/** Stories and contexts, which must be right before anything is served. */
	begin(change: FileChange | null): Promise<void>;
	/** The document that a file stands for, where there is one. */
	bindingAt(path: string): Binding | null;
}

/** How many designs are founded by one write to the disk, and before sockets have their turn. */
const AT_ONCE = 20;

export function createMarkdownSide(
	deps: SideDeps & {
		readonly scan: Scan;
		readonly questions: Questions;
		/** The file says something else than both last agreed on. */
		readonly onDiffers: (path: string) => void;
		readonly isStopped: () => boolean;
	},
): MarkdownSide {
	const { disk, root, config, store, rooms, board, timer, questions } = deps;
	const history = createAgreedHistory(store, deps.now);
	const stories = bindStories(rooms, config.paths.stories);
	const contexts = bindContexts(rooms, config.paths.contexts);
	const designs = createDesignFiles(deps);
	const designOf = (id: ComponentId) => bindDesign(rooms, id, designs.pathOf(id));
	const writeBack = createWriteBack({
		...{ disk, root, board, store, history, bindingOf, isHeld },
		onSame: (binding) => following.dropApart(binding),
		onAgreed: tellLines,
		onDiffers: deps.onDiffers,
	});
	const following = createFollowing({
		...{ ...deps, history },
		onFollowed(binding) {
			tellLines(binding);
			writeBack.touch(binding.doc);
		},
	});
	const arrivals = createDesignArrivals({ ...deps, designs });
	const stored = new Set<DocName>(rooms.names());
	/** Documents of a database that was put back, whose files have not been looked at yet. */
	const putBack = new Set<DocName>(store.isSetBack() ? stored : []);

	async function begin(change: FileChange | null): Promise<void> {
		for (const binding of [stories, contexts]) {
			if (stored.has(binding.doc)) await catchUpOne(binding, change);
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
		yield* new Set([
			...designs.paths(),
			...markdownFilesIn(disk, root, config.paths.designs).slice(0, MAX_DESIGNS),
		]);
	}

	/** Brings what changed in the file since both agreed into the document, and the other way. */
	async function catchUpOne(binding: Binding, change: FileChange | null): Promise<void> {
		if (change === null) return;
		const there = disk.existsSync(`${root}/${binding.path}`);
		const half = there ? isHalfWritten(binding.path, isPlainlyCut) : null;
		if (half !== null) deps.onDiffers(binding.path);
		else await settleOne(binding, change);
	}

	async function settleOne(binding: Binding, change: FileChange): Promise<void> {
		await followOne(binding, change);
		writeBack.touch(binding.doc);
	}

	async function followOne(binding: Binding, change: FileChange): Promise<void> {
		const isPutBack = putBack.delete(binding.doc);
		const found = await following.follow(binding, isPutBack ? 'put-back' : change);
		if (found === 'gone') following.askAboutGone(binding);
	}

	/** Comes after the port is open: five hundred designs must not hold it up. */
	async function catchUp(change: FileChange | null): Promise<void> {
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
			await catchUpOne(binding, change);
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
		if (change === null) return;
		putBack.clear();
		if (store.isSetBack()) store.countWritten();
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

	/** Every file there is or was; new ones among the designs are found by looking. */
	async function fileChanged(path: string, change: FileChange): Promise<void> {
		const known = bindingAt(path);
		if (known === null) return arrive(path, change);
		await followOne(known, change);
	}

	async function arrive(path: string, change: FileChange): Promise<void> {
		const id = arrivals.arrive(path);
		if (id === null) return;
		if (designs.hasDocument(id)) await following.follow(designOf(id), change);
		else designs.found([id]);
	}

	function bindingAt(path: string): Binding | null {
		if (path === stories.path) return stories;
		if (path === contexts.path) return contexts;
		const id = designs.idAt(path);
		const isNew = id !== null && !designs.hasDocument(id);
		return id === null || isNew ? null : designOf(id);
	}

	/** Nothing is written to a file that a person is asked about; a design may have been let go. */
	function isHeld(path: string): boolean {
		return (
			questions.about('tree-differs', path) !== null ||
			questions.about('file-gone', path) !== null ||
			isLetGo(store, path, bindingAt(path))
		);
	}

	function owns(path: string): boolean {
		if (path === stories.path || path === contexts.path) return true;
		const hidden = path.split('/').some((part) => part.startsWith('.'));
		return path.startsWith(`${config.paths.designs}/`) && path.endsWith('.md') && !hidden;
	}

	/**
	 * Against what both agreed on: an editor or a copy that is not done yet. Where nobody watched it
	 * being written, as at a start, only what is plainly cut short counts.
	 */
	function isHalfWritten(path: string, how: typeof howHalf): HalfWritten {
		const agreed = store.agreed.read(path);
		const read = readText(disk, root, path);
		if (read.kind === 'refused' || (read.kind === 'absent' && agreed !== null))
			return 'in-mid-line';
		if (read.kind === 'absent') return null;
		if (agreed === null) return read.text.trim() === '' ? 'in-mid-line' : null;
		return how(agreed, read.text);
	}

	function flush(): readonly string[] {
		const written = writeBack.flush();
		if (written.length > 0 && putBack.size === 0) store.countWritten();
		designs.pin();
		return written;
	}

	/** Lets sockets and requests have their turn. */
	function breathe(): Promise<void> {
		return new Promise((resolve) => timer.after(0, resolve));
	}

	return {
		places: [stories.path, contexts.path, config.paths.designs],
		...{ stories, contexts, designs, designOf, bindingAt },
		...{ begin, catchUp, paths, owns, fileChanged, flush },
		isHalfWritten: (path) => isHalfWritten(path, howHalf),
		beforeChanges: arrivals.before,
		docChanged(name) {
			designs.learn(name);
			return writeBack.touch(name);
		},
		isWaiting: writeBack.isWaiting,
		touch: (doc) => void writeBack.touch(doc),
	};
}

function isPlainlyCut(before: string, now: string): HalfWritten {
	return isCutShort(before, now) ? 'in-mid-line' : null;
}

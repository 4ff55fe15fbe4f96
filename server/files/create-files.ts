/** Ties a repository's files to its documents, and keeps both in step. */
import type { Binding } from '#server/files/binding.ts';
import { bindContexts, bindDesign, bindStories } from '#server/files/bindings.ts';
import type { Config } from '#server/files/config.ts';
import { createDesignFiles } from '#server/files/design-files.ts';
import type { Disk } from '#server/files/disk.ts';
import { exportFiles } from '#server/files/export-files.ts';
import type { Files } from '#server/files/files.ts';
import type { FindingBoard } from '#server/files/finding-board.ts';
import { importFiles } from '#server/files/import-files.ts';
import {
	changedFrom,
	emptied,
	isEmptied,
	missing,
	readOnly,
} from '#server/files/outside-findings.ts';
import { readText } from '#server/files/read-text.ts';
import { readingProblem } from '#server/files/reading-problem.ts';
import type { Scan } from '#server/files/scan.ts';
import { createWatch } from '#server/files/watch.ts';
import { createWriteBack } from '#server/files/write-back.ts';
import type { Store } from '#server/storage/store.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import type { Timer } from '#server/timer.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { type DocName, designDocName, docKindOf } from '#shared/doc/doc-name.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface FilesDeps {
	readonly disk: Disk;
	readonly root: string;
	readonly config: Config;
	readonly scan: Scan;
	readonly store: Store;
	readonly rooms: Rooms;
	readonly board: FindingBoard;
	readonly timer: Timer;
	/** `read` looks once and writes nothing: for a command that only asks. */
	readonly mode: 'write' | 'read';
	/** Every artefact as the documents read now. */
	readonly artefacts: () => Artefacts;
	/** Runs once a round of the watch. */
	readonly onRound: () => void;
	readonly onError: (error: unknown) => void;
}

/** How many designs are founded by one write to the disk, and before sockets have their turn. */
const AT_ONCE = 20;

/** Files and documents in step: what changed in the files while nobody looked is merged first. */
export async function createFiles(deps: FilesDeps): Promise<Files> {
	const { disk, root, config, scan, store, rooms, board, timer } = deps;
	const stories = bindStories(rooms, config.paths.stories);
	const contexts = bindContexts(rooms, config.paths.contexts);
	const designs = createDesignFiles(deps);
	let stopped = false;

	const writing = deps.mode === 'write';
	const writeBack = createWriteBack({
		...deps,
		agreed: store.agreed,
		bindingOf,
		onAgreed: tellLines,
	});
	const watch = writing ? createWatch({ ...deps, paths, onChanged: lookAt }) : null;
	if (!writing) writeBack.stop();

	if (writing && !isWritable(disk, root)) board.post('repository', readOnly(root));
	for (const finding of scan.findings) board.post(finding.file ?? finding.rule, finding);
	const stored = new Set<DocName>(rooms.names());
	for (const binding of [stories, contexts]) {
		if (stored.has(binding.doc)) await catchUp(binding);
		else foundOn(binding);
		watch?.note(binding.path);
	}
	for (const path of designs.paths()) watch?.note(path);
	const ready = catchUpRest();
	const leave = rooms.onChange((name) => {
		designs.learn(name);
		writeBack.touch(name);
	});

	function bindingOf(doc: DocName): Binding | null {
		const kind = docKindOf(doc);
		if (kind?.kind === 'stories') return stories;
		if (kind?.kind === 'contexts') return contexts;
		if (kind?.kind !== 'design') return null;
		return bindDesign(rooms, kind.id, designs.pathOf(kind.id));
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
	async function catchUp(binding: Binding): Promise<void> {
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
	async function catchUpRest(): Promise<void> {
		const fresh: ComponentId[] = [];
		for (const id of designs.ids()) {
			const binding = bindDesign(rooms, id, designs.pathOf(id));
			const moved = designs.formerPathOf(id);
			if (moved !== null) moveAgreed(moved, binding.path);
			if (!stored.has(binding.doc)) {
				fresh.push(id);
				continue;
			}
			await breathe(timer);
			if (stopped) return;
			await catchUp(binding);
		}
		for (let at = 0; at < fresh.length; at += AT_ONCE) {
			await breathe(timer);
			if (stopped) return;
			designs.found(fresh.slice(at, at + AT_ONCE));
		}
		for (const binding of [stories, contexts]) {
			await breathe(timer);
			if (stopped) return;
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
	function lookAt(path: string): void {
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

	async function flush(): Promise<readonly string[]> {
		await rooms.flush();
		const written = writeBack.flush();
		for (const path of written) watch?.note(path);
		designs.pin();
		return written;
	}

	const exportHere: Files['exportFiles'] = async (options) => {
		await ready;
		await rooms.flush();
		const all = [stories, contexts, ...designs.ids().map((id) => bindingOf(designDocName(id)))];
		const bindings = all.flatMap((binding) => binding ?? []);
		const { agreed } = store;
		return exportFiles({ disk, root, agreed, board, writeBack, flush }, bindings, options);
	};

	const importHere: Files['importFiles'] = async (paths, options) => {
		await ready;
		const designOf = (id: ComponentId) => bindDesign(rooms, id, designs.pathOf(id));
		const { artefacts } = deps;
		return importFiles({ disk, artefacts, stories, contexts, designOf }, paths, options);
	};

	async function dispose(): Promise<void> {
		stopped = true;
		await ready;
		watch?.stop();
		leave();
		if (writing) await flush();
		writeBack.stop();
	}

	return {
		config,
		ready,
		findings: () => board.list(),
		designIds: designs.ids,
		designText: designs.textOf,
		designPath: designs.pathOf,
		flush,
		exportFiles: exportHere,
		importFiles: importHere,
		onChange: board.onChange,
		[Symbol.asyncDispose]: dispose,
	};
}

function isWritable(disk: Disk, root: string): boolean {
	try {
		disk.accessSync(root, disk.constants.W_OK);
		return true;
	} catch {
		return false;
	}
}

/** Lets sockets and requests have their turn. */
function breathe(timer: Timer): Promise<void> {
	return new Promise((resolve) => timer.after(0, resolve));
}

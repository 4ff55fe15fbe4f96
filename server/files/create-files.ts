/** Ties a repository's files to its documents, and keeps both in step. */

import type { Disk } from '#server/files/disk/disk.ts';
import { createWatch, type WatchMode } from '#server/files/disk/watch.ts';
import { exportFiles } from '#server/files/export/export-files.ts';
import type { Files } from '#server/files/files.ts';
import { readOnly } from '#server/files/findings/outside-findings.ts';
import { createFlushing } from '#server/files/flushing.ts';
import { createGitTree, type Run } from '#server/files/git/git-tree.ts';
import { importFiles } from '#server/files/import/import-files.ts';
import { createAnswers } from '#server/files/questions/answers.ts';
import { createQuestions } from '#server/files/questions/questions.ts';
import type { Scan } from '#server/files/scan.ts';
import { createSettling } from '#server/files/settling.ts';
import type { Binding } from '#server/files/sides/binding.ts';
import { createSides } from '#server/files/sides/create-sides.ts';
import type { FileChange, FileSide, SideDeps } from '#server/files/sides/file-side.ts';
import { createMarkdownSide } from '#server/files/sides/markdown-side.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';

export interface FilesDeps extends SideDeps {
	readonly scan: Scan;
	readonly watch: WatchMode;
	readonly run: Run;
	/** Every artefact as the documents read now. */
	readonly artefacts: () => Artefacts;
	/** Runs once a round of the watch. */
	readonly onRound: () => void;
}

/** So many files change their documents in one commit, before others have their turn. */
const AT_ONCE = 25;

/** How long git is given to let go of its lock. */
const LOCKED_MS = 300;

/** Files and documents in step: what changed in the files while nobody looked is merged first. */
export async function createFiles(deps: FilesDeps): Promise<Files> {
	const { disk, root, config, scan, store, rooms, board } = deps;
	const writing = deps.mode === 'write';
	let stopped = false;
	const isStopped = () => stopped;
	let taking: Promise<void> = Promise.resolve();
	let importing = 0;
	/** Files that changed while git was at work. */
	const pending = new Set<string>();

	const questions = createQuestions({ store, board });
	const tree = createGitTree(deps);
	const markdown = createMarkdownSide({
		...{ ...deps, questions, onDiffers: (path: string) => settling.notice(path) },
		isStopped,
	});
	const answers = createAnswers({ ...deps, questions, bindingAt: markdown.bindingAt, touch });
	const sides: readonly FileSide[] = [markdown, ...createSides({ ...deps, isStopped })];
	const { stories, contexts, designs, designOf } = markdown;
	const watch = createWatch({
		...{
			...deps,
			mode: writing ? deps.watch : 'off',
			paths,
			onChanged: (path) => settling.notice(path),
		},
		places: sides.flatMap(({ places }) => places),
		owns: (path) => sides.some((side) => isOf(side, path)),
		onRound,
	});
	const settling = createSettling({
		...{ ...deps, stampOf: watch.stampOf, onSettled: takeChanges },
		isHalfWritten: (path) =>
			sides.map((side) => side.isHalfWritten?.(path) ?? null).find((half) => half !== null) ?? null,
	});
	const flushing = createFlushing({
		...{ ...deps, sides: () => sides, isPaused },
		onWritten(written) {
			for (const path of written) watch.note(path);
			if (written.length > 0) board.post('repository', null);
		},
	});

	if (writing && !isWritable(disk, root)) board.post('repository', readOnly(root));
	for (const finding of scan.findings) board.post(finding.file ?? finding.rule, finding);
	questions.tell();
	const before = tree.look();
	const change = before === 'busy' ? null : before === 'elsewhere' ? 'tree' : 'edit';
	if (change === null) for (const path of paths()) pending.add(path);
	await markdown.begin(change);
	for (const path of paths()) watch.note(path);
	flushing.ask();
	const ready = catchUp();
	const leave = rooms.onChange((name, origin) => {
		const follows = sides.map((side) => side.docChanged(name, origin));
		if (follows.includes(true)) flushing.ask();
	});

	function touch({ doc }: Binding): void {
		markdown.touch(doc);
		flushing.ask();
	}

	function* paths(): Iterable<string> {
		for (const side of sides) yield* side.paths();
	}

	async function catchUp(): Promise<void> {
		for (const side of sides) await side.catchUp(change);
		if (change !== null) tree.accept();
		flushing.ask();
	}

	/**
	 * While git is at work, or has moved and its tree is not taken in, nothing is written; of an
	 * import, which takes its time where it is large, only the whole is.
	 */
	function isPaused(asked: boolean): boolean {
		if (importing > 0 && !asked) return true;
		const move = writing ? tree.look() : 'busy';
		return move === 'busy' || move === 'elsewhere' || (move !== 'still' && !asked);
	}

	/** One after the other: a file must not be merged twice at once. */
	function takeChanges(settled: readonly string[]): Promise<void> {
		taking = taking.catch(() => {}).then(() => take(settled));
		return taking;
	}

	async function take(settled: readonly string[]): Promise<void> {
		await ready;
		const move = tree.look();
		if (move === 'busy' || move === 'locked') {
			for (const path of settled) pending.add(path);
			if (move === 'locked') deps.timer.after(LOCKED_MS, takePending);
			return;
		}
		// Git has written all its files before it moves: none of them may be taken for an edit later.
		const changed = move === 'still' ? settled : allOf(settled, settling.drain(), watch.look());
		for (const side of sides) side.beforeChanges?.(changed);
		const changes = [...tree.changesOf(changed, move)];
		for (let at = 0; at < changes.length; at += AT_ONCE) {
			const some = changes.slice(at, at + AT_ONCE);
			await Promise.all(some.map(([path, how]) => tell(path, how)));
		}
		tree.accept();
		flushing.ask();
	}

	async function tell(path: string, change: FileChange): Promise<void> {
		for (const side of sides) if (isOf(side, path)) await side.fileChanged(path, change);
	}

	/** Git was at work: what changed meanwhile is taken in once it is done. */
	function takePending(): void {
		const move = tree.look();
		if (stopped || move === 'busy' || (move === 'still' && pending.size === 0)) return;
		const paths = [...pending];
		pending.clear();
		void takeChanges(paths).catch(deps.onError);
	}

	function onRound(): void {
		takePending();
		deps.onRound();
	}

	async function flush(): Promise<readonly string[]> {
		await rooms.flush();
		return flushing.flush();
	}

	async function follow(paths: readonly string[]): Promise<void> {
		for (const path of paths) watch.note(path);
		await takeChanges(paths);
	}

	const exportHere: Files['exportFiles'] = async (options) => {
		await ready;
		await rooms.flush();
		const bindings = [stories, contexts, ...designs.ids().map(designOf)];
		const { touch } = markdown;
		return exportFiles(
			{ disk, root, agreed: store.agreed, board, questions, touch, flush },
			bindings,
			options,
		);
	};

	const importHere: Files['importFiles'] = async (paths, options) => {
		await ready;
		const { artefacts } = deps;
		importing++;
		try {
			return await importFiles(
				{ disk, root, rooms, artefacts, contexts, designOf },
				paths,
				options,
			);
		} finally {
			importing--;
			flushing.ask();
		}
	};

	async function dispose(): Promise<void> {
		stopped = true;
		await ready;
		settling.stop();
		await watch.stop();
		await taking.catch(deps.onError);
		leave();
		if (writing) await flush();
		flushing.stop();
	}

	return {
		config,
		questions: questions.list,
		answer: (id, answer, by) => answers.answer(id, answer, by),
		ready,
		findings: () => board.list(),
		designIds: designs.ids,
		designText: designs.textOf,
		designPath: designs.pathOf,
		flush,
		follow,
		exportFiles: exportHere,
		importFiles: importHere,
		onChange: board.onChange,
		[Symbol.asyncDispose]: dispose,
	};
}

/** A side's files lie where it is told of changes, unless it says otherwise. */
function isOf(side: FileSide, path: string): boolean {
	if (side.owns) return side.owns(path);
	return side.places.some((place) => path === place || path.startsWith(`${place}/`));
}

function allOf(...lists: readonly (readonly string[])[]): readonly string[] {
	return [...new Set(lists.flat())];
}

function isWritable(disk: Disk, root: string): boolean {
	try {
		disk.accessSync(root, disk.constants.W_OK);
		return true;
	} catch {
		return false;
	}
}

/** Ties a repository's files to its documents, and keeps both in step. */
import { createSides } from '#server/files/create-sides.ts';
import type { Disk } from '#server/files/disk.ts';
import { exportFiles } from '#server/files/export-files.ts';
import type { FileSide, SideDeps } from '#server/files/file-side.ts';
import type { Files } from '#server/files/files.ts';
import { createFlushing } from '#server/files/flushing.ts';
import { importFiles } from '#server/files/import-files.ts';
import { createMarkdownSide } from '#server/files/markdown-side.ts';
import { readOnly } from '#server/files/outside-findings.ts';
import type { Scan } from '#server/files/scan.ts';
import { createWatch } from '#server/files/watch.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';

export interface FilesDeps extends SideDeps {
	readonly scan: Scan;
	/** Every artefact as the documents read now. */
	readonly artefacts: () => Artefacts;
	/** Runs once a round of the watch. */
	readonly onRound: () => void;
}

/** Files and documents in step: what changed in the files while nobody looked is merged first. */
export async function createFiles(deps: FilesDeps): Promise<Files> {
	const { disk, root, config, scan, store, rooms, board } = deps;
	const writing = deps.mode === 'write';
	let stopped = false;

	const markdown = createMarkdownSide({ ...deps, isStopped: () => stopped });
	const sides: readonly FileSide[] = [markdown, ...createSides(deps)];
	const { stories, contexts, designs, designOf } = markdown;
	const watch = writing
		? createWatch({ ...deps, paths, onChanged: (path) => void onChanged(path).catch(deps.onError) })
		: null;
	const flushing = createFlushing({
		...deps,
		sides: () => sides,
		isPaused: () => !writing,
		onWritten: (written) => {
			for (const path of written) watch?.note(path);
		},
	});

	if (writing && !isWritable(disk, root)) board.post('repository', readOnly(root));
	for (const finding of scan.findings) board.post(finding.file ?? finding.rule, finding);
	await markdown.begin();
	for (const path of paths()) watch?.note(path);
	flushing.ask();
	const ready = catchUp();
	const leave = rooms.onChange((name, origin) => {
		const follows = sides.map((side) => side.docChanged(name, origin));
		if (follows.includes(true)) flushing.ask();
	});

	function* paths(): Iterable<string> {
		for (const side of sides) yield* side.paths();
	}

	async function catchUp(): Promise<void> {
		for (const side of sides) await side.catchUp();
		flushing.ask();
	}

	async function onChanged(path: string): Promise<void> {
		for (const side of sides) await side.fileChanged(path);
		if (sides.some((side) => side.isWaiting())) flushing.ask();
	}

	async function flush(): Promise<readonly string[]> {
		await rooms.flush();
		return flushing.flush();
	}

	const exportHere: Files['exportFiles'] = async (options) => {
		await ready;
		await rooms.flush();
		const bindings = [stories, contexts, ...designs.ids().map(designOf)];
		const { touch } = markdown;
		return exportFiles(
			{ disk, root, agreed: store.agreed, board, touch, flush },
			bindings,
			options,
		);
	};

	const importHere: Files['importFiles'] = async (paths, options) => {
		await ready;
		const { artefacts } = deps;
		return importFiles({ disk, root, rooms, artefacts, contexts, designOf }, paths, options);
	};

	async function dispose(): Promise<void> {
		stopped = true;
		await ready;
		watch?.stop();
		leave();
		if (writing) await flush();
		flushing.stop();
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

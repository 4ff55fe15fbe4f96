/**
 * Adds what files from elsewhere hold to the documents, and tells what became what.
 *
 * What is there already stays as it is, unless only the file changed since it was imported last: an
 * import takes away no word that somebody wrote here. What is no artefact comes along as text, so
 * that nothing of a file is lost.
 */

import { basename, dirname, relative, sep } from 'node:path';
import type { Disk } from '#server/files/disk/disk.ts';
import { isInside } from '#server/files/disk/inside.ts';
import { type FileRead, readText } from '#server/files/disk/read-text.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import { type ApartReader, openImportReader } from '#server/files/import/import-apart.ts';
import { filesInFolder } from '#server/files/import/import-folder.ts';
import type { OutsideReading, OutsideText } from '#server/files/import/import-reader.ts';
import { importStories } from '#server/files/import/import-stories.ts';
import type { ImportEntry, ImportOptions, ImportReport } from '#server/files/reports.ts';
import type { Binding } from '#server/files/sides/binding.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import { append } from '#shared/append.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface ImportDeps {
	readonly disk: Disk;
	/** The repository's real path. */
	readonly root: string;
	readonly rooms: Rooms;
	/** The artefacts as they are now: asked anew for each file. */
	readonly artefacts: () => Artefacts;
	readonly contexts: Binding;
	readonly designOf: (id: ComponentId) => Binding;
}

/** So often a map or a design may change while a file is read. */
const TRIES = 3;

interface Outside {
	readonly path: string;
	readonly name: string;
}

export async function importFiles(
	deps: ImportDeps,
	paths: readonly string[],
	options: ImportOptions,
): Promise<ImportReport> {
	const findings: Finding[] = [];
	const files = readFiles(deps, paths, options, findings);
	await using reader = openImportReader(files.reduce((sum, { text }) => sum + text.length, 0));
	const entries: ImportEntry[] = [];
	let withStories = false;
	for (const file of files) {
		const reading = await readFile(deps, reader, file);
		if (reading.kind === 'stories') withStories = true;
		else if (reading.kind === 'refused') findings.push(reading.finding);
		else {
			const { plan } = reading;
			append(
				entries,
				plan.entries.map((entry) => ({ ...entry, file: file.name })),
			);
			append(
				findings,
				plan.findings.map((finding) => ({ ...finding, file: file.name })),
			);
			const target = reading.kind === 'design' ? deps.designOf(reading.id) : deps.contexts;
			if (!options.dryRun && plan.text !== '') await target.absorb('', plan.text);
		}
	}
	if (!withStories) return { entries, findings };
	const { settle } = options;
	const imported = await importStories(deps.rooms, (there) => reader.plan(there, settle), options);
	return {
		entries: [...entries, ...imported.entries],
		findings: [...findings, ...imported.findings],
	};
}

/** Their words; what can't be read is told among the findings. */
function readFiles(
	deps: ImportDeps,
	paths: readonly string[],
	{ as }: ImportOptions,
	findings: Finding[],
): OutsideText[] {
	return paths
		.flatMap((path) => outside(deps, path, findings))
		.flatMap(({ path, name }) => {
			const read = readOutside(deps.disk, path);
			if (read.kind === 'refused') findings.push(notImported(read.finding, path));
			if (read.kind === 'absent') findings.push(noFile(path));
			return read.kind === 'text'
				? { name, path: path.split(sep).join('/'), text: read.text, as }
				: [];
		});
}

/** Against what is there once it is read: a map or a design that came meanwhile counts. */
async function readFile(
	{ artefacts }: ImportDeps,
	reader: ApartReader,
	file: OutsideText,
): Promise<OutsideReading> {
	for (let tries = 1; ; tries++) {
		const there = artefacts();
		const reading = await reader.read(file, there);
		const now = artefacts();
		const isAs = reading.kind === 'stories' || reading.kind === 'refused';
		const fits = there.contexts === now.contexts && there.designs.length === now.designs.length;
		if (isAs || fits || tries === TRIES) return reading;
	}
}

/** The files that a path stands for: itself, or what a folder holds. */
function outside({ disk, root }: ImportDeps, path: string, findings: Finding[]): Outside[] {
	const stat = disk.statSync(path, { throwIfNoEntry: false });
	if (!stat?.isDirectory()) return [{ path, name: nameOf(root, path, dirname(path)) }];
	const folder = disk.realpathSync(path);
	const files = filesInFolder(disk, folder, folder === root);
	if (files.length === 0) findings.push(nothingToImport(path));
	return files.map((file) => ({ path: file, name: nameOf(root, file, dirname(folder)) }));
}

function nameOf(root: string, path: string, from: string): string {
	const name = isInside(root, path) ? relative(root, path) : relative(from, path);
	return name.split(sep).join('/');
}

/** A file anywhere on this machine, read with the same care as one of the repository. */
function readOutside(disk: Disk, path: string): FileRead {
	try {
		return readText(disk, disk.realpathSync(dirname(path)), basename(path));
	} catch {
		return { kind: 'absent' };
	}
}

/** What `readText` says of a file of the repository, with the fix of one from elsewhere. */
function notImported(finding: Finding, path: string): Finding {
	const fixes: Record<string, string> = {
		'file-not-regular': 'Name files or folders: lintel import FILE…',
		'file-outside-repository': 'Name the file that the link leads to.',
	};
	const fix =
		fixes[finding.rule] ??
		finding.fix.replace('Lintel reads it again by itself.', 'Then import it again.');
	const message = finding.message
		.replace(finding.file ?? path, () => path)
		.replace('is not a regular file', 'is a device, and no file')
		.replace('that leads out of the repository', 'that leads to another folder')
		.replace(' Lintel has left the file alone.', ' Nothing of it was imported.');
	return { ...finding, message, fix, file: path };
}

function noFile(path: string): Finding {
	return fileFinding('file-missing', 'error', path, `There is no file ${path}.`, 'Check its name.');
}

function nothingToImport(path: string): Finding {
	return fileFinding(
		'folder-without-known-files',
		'error',
		path,
		`${path} holds no specs, features, requirements or tasks of a tool that Lintel knows.`,
		'Name the files themselves: lintel import FILE…',
	);
}

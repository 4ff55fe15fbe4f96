/**
 * Adds what files from elsewhere hold to the documents, and tells what became what.
 *
 * What is there already stays as it is: an import takes away no word that somebody wrote here.
 * What is no artefact comes along as text, so that nothing of a file is lost.
 */
import { basename, dirname } from 'node:path';
import type { Binding } from '#server/files/binding.ts';
import type { Disk } from '#server/files/disk.ts';
import { fileFinding } from '#server/files/file-finding.ts';
import {
	type ImportPlan,
	planContexts,
	planDesign,
	planStories,
} from '#server/files/import-plan.ts';
import { type FileRead, readText } from '#server/files/read-text.ts';
import type { ImportEntry, ImportReport } from '#server/files/reports.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ComponentId } from '#shared/id.ts';
import { readDesign } from '#shared/markdown/design.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface ImportDeps {
	readonly disk: Disk;
	/** The artefacts as they are now: asked anew for each file. */
	readonly artefacts: () => Artefacts;
	readonly stories: Binding;
	readonly contexts: Binding;
	readonly designOf: (id: ComponentId) => Binding;
}

export async function importFiles(
	deps: ImportDeps,
	paths: readonly string[],
	{ dryRun }: { readonly dryRun: boolean },
): Promise<ImportReport> {
	const entries: ImportEntry[] = [];
	const findings: Finding[] = [];
	for (const path of paths) {
		const file = basename(path);
		const read = readOutside(deps.disk, path);
		if (read.kind === 'refused') findings.push(notImported(read.finding, path));
		if (read.kind === 'absent') findings.push(noFile(path));
		if (read.kind !== 'text') continue;
		const { plan, target } = planOf(deps, path, read.text);
		entries.push(...plan.entries.map((entry) => ({ ...entry, file })));
		findings.push(...plan.findings.map((finding) => ({ ...finding, file })));
		if (isWithoutArtefacts(plan)) findings.push(nothingIn(path));
		if (!dryRun && plan.text !== '') await target.absorb('', plan.text);
	}
	return { entries, findings };
}

/** Front matter makes a design, context headings with their labels a map, anything else stories. */
function planOf(
	deps: ImportDeps,
	path: string,
	text: string,
): { readonly plan: ImportPlan; readonly target: Binding } {
	const there = deps.artefacts();
	const { design } = readDesign(text);
	if (design) return { plan: planDesign(text, design, there), target: deps.designOf(design.id) };
	const contexts = planContexts(text, there);
	if (/context/i.test(basename(path)) || contexts.isMap) {
		return { plan: contexts, target: deps.contexts };
	}
	return { plan: planStories(text, there), target: deps.stories };
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
		'file-not-regular': 'Name the files themselves: lintel import FILE…',
		'file-outside-repository': 'Name the file that the link leads to.',
	};
	const fix = fixes[finding.rule] ?? finding.fix.replace('start Lintel again', 'import it again');
	const message = finding.message
		.replace(finding.file ?? path, () => path)
		.replace('is not a regular file', 'is a folder or a device, and no file')
		.replace('that leads out of the repository', 'that leads to another folder')
		.replace(' Lintel has left the file alone.', ' Nothing of it was imported.');
	return { ...finding, message, fix, file: path };
}

/** A file that is refused as a whole has said so itself. */
function isWithoutArtefacts({ entries, findings }: ImportPlan): boolean {
	return entries.length === 0 && findings.every(({ severity }) => severity !== 'error');
}

function noFile(path: string): Finding {
	return fileFinding('file-missing', 'error', path, `There is no file ${path}.`, 'Check its name.');
}

function nothingIn(path: string): Finding {
	return fileFinding(
		'file-without-artefacts',
		'error',
		path,
		`${path} holds no story, context or design, so nothing of it was imported.`,
		'Check that it is the right file. A story has a heading, an “As a …” sentence and criteria.',
	);
}

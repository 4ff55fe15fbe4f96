/** One look at the repository's files, before anything is served. */

import type { Config } from '#server/files/config/config.ts';
import { createDesignOwner, type DesignOwner } from '#server/files/design/design-owner.ts';
import { codeOf, type Disk } from '#server/files/disk/disk.ts';
import { type FileRead, readText } from '#server/files/disk/read-text.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import { ComponentId } from '#shared/id.ts';
import { readFrontMatter } from '#shared/markdown/front-matter.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface DesignFile {
	readonly id: ComponentId;
	readonly path: string;
	readonly text: string;
}

export interface Scan {
	readonly stories: FileRead;
	readonly contexts: FileRead;
	readonly designs: Map<ComponentId, DesignFile>;
	/** Whether one of them says itself where its code or its test is. */
	namesPaths(): boolean;
	/** Files that were left alone, and why. */
	readonly findings: readonly Finding[];
}

export const MAX_DESIGNS = 20_000;

/** `remembered` is the Component that a file without an id was taken for before. */
export function scanRepository(
	disk: Disk,
	root: string,
	config: Config,
	remembered: (path: string) => string | null = () => null,
): Scan {
	const stories = readText(disk, root, config.paths.stories);
	const contexts = readText(disk, root, config.paths.contexts);
	const findings = [stories, contexts].flatMap((read) =>
		read.kind === 'refused' ? read.finding : [],
	);
	const ownerOf = createDesignOwner({ config, stories, contexts, remembered });
	const designs = new Map<ComponentId, DesignFile>();
	const folders = new Map<string, string>();
	for (const path of markdownFilesIn(disk, root, config.paths.designs).slice(0, MAX_DESIGNS)) {
		const file = readDesignFile(disk, root, path, ownerOf, folders);
		if (file === null) continue;
		if (!('id' in file)) findings.push(file);
		else if (!designs.has(file.id)) designs.set(file.id, file);
		else findings.push(idTwice(path, designs.get(file.id)?.path ?? ''));
	}
	const namesPaths = () => [...designs.values()].some(({ text }) => hasPathLine(text));
	return { stories, contexts, designs, namesPaths, findings };
}

/** The design in a file, or a Finding where it can't be read or nothing says what it is for. */
function readDesignFile(
	disk: Disk,
	root: string,
	path: string,
	ownerOf: DesignOwner,
	folders: Map<string, string>,
): DesignFile | Finding | null {
	const read = readText(disk, root, path, folders);
	if (read.kind === 'refused') return read.finding;
	if (read.kind === 'absent') return null;
	const id = designIdIn(read.text) ?? ownerOf(path, read.text);
	return id === null ? ownerless(path) : { id, path, text: read.text };
}

/** A plain `id:` line is looked for first: YAML takes ten times as long, and a start reads them all. */
export function designIdIn(text: string): ComponentId | null {
	const line = /^\uFEFF?---\r?\n(?:[a-z]+: .*\r?\n)*?id: (cp_\w{10})\r?\n/.exec(text)?.[1];
	if (line !== undefined) return ComponentId.safeParse(line).data ?? null;
	return ComponentId.safeParse(readFrontMatter(text)?.values?.['id']).data ?? null;
}

/** Looked for as the plain `id:` line is. */
function hasPathLine(text: string): boolean {
	const end = text.indexOf('\n---', 3);
	return end !== -1 && /^(?:code|test)[ \t]*:/m.test(text.slice(0, end));
}

/** Every Markdown file below a folder, sorted, by path from the root. Hidden folders are left out. */
export function markdownFilesIn(disk: Disk, root: string, folder: string): string[] {
	try {
		return disk
			.readdirSync(`${root}/${folder}`, { withFileTypes: true })
			.filter((entry) => !entry.name.startsWith('.'))
			.sort((a, b) => (a.name < b.name ? -1 : 1))
			.flatMap((entry) => {
				const path = `${folder}/${entry.name}`;
				if (entry.isDirectory()) return markdownFilesIn(disk, root, path);
				return entry.name.endsWith('.md') ? [path] : [];
			});
	} catch (error) {
		if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(codeOf(error))) return [];
		throw error;
	}
}

export function idTwice(path: string, first: string): Finding {
	return fileFinding(
		'design-id-twice',
		'error',
		path,
		`${path} has the same id as ${first}. Lintel has left it alone.`,
		`Delete one of the two, or take the id line out of ${path}: it then gets one of its own.`,
	);
}

export function ownerless(path: string): Finding {
	return fileFinding(
		'design-without-component',
		'info',
		path,
		`Nothing says which component ${path} is the design of. Lintel has left it alone.`,
		'Add the component to the context map, or begin the file with the lines ---, component: NAME, ---.',
	);
}

/** Reads what a person chose, dropped or pasted as text, folders included. */
import type { HandedFile } from '#client/features/import/handed.ts';
import { figure } from '#shared/counted.ts';

/** What a file dialog offers. */
export const ACCEPTED = '.md,.markdown,.mdx,.txt,.feature,.csv,.tsv,text/markdown,text/csv';

const READABLE = /\.(?:md|markdown|mdx|txt|feature|csv|tsv)$/i;
const MAX_FILES = 500;
const MAX_BYTES = 10 * 1024 * 1024;

export interface FilesRead {
	readonly files: readonly HandedFile[];
	/** Sentences about what was left behind. */
	readonly problems: readonly string[];
}

interface Named {
	readonly name: string;
	readonly file: File;
}

export async function readFiles(list: Iterable<File>): Promise<FilesRead> {
	const named = [...list].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
	return readNamed(named);
}

export async function readTransfer(transfer: DataTransfer): Promise<FilesRead> {
	// Both lists are empty once the event is over.
	const files = [...transfer.files];
	const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
	const folders = entries.filter(({ isDirectory }) => isDirectory);
	if (folders.length === 0) return readFiles(files);
	return readNamed((await Promise.all(entries.map(filesIn))).flat());
}

async function readNamed(named: readonly Named[]): Promise<FilesRead> {
	const problems: string[] = [];
	// In a folder there is much that nobody means; a single file is meant.
	const wanted = named.length === 1 ? named : named.filter(({ name }) => READABLE.test(name));
	if (wanted.length === 0) problems.push('There is no Markdown, Gherkin or CSV file among these.');
	if (wanted.length > MAX_FILES)
		problems.push(
			`Only the first ${figure(MAX_FILES)} of ${figure(wanted.length)} files were read.`,
		);
	const files: HandedFile[] = [];
	for (const { name, file } of wanted.slice(0, MAX_FILES)) {
		if (file.size > MAX_BYTES)
			problems.push(`${name} is over 10 MiB. Split it and import the parts.`);
		else files.push({ name, text: decoded(await file.arrayBuffer()) });
	}
	return { files, problems };
}

/** UTF-8, or the UTF-16 that spreadsheets write. */
function decoded(buffer: ArrayBuffer): string {
	const [first, second] = new Uint8Array(buffer, 0, Math.min(2, buffer.byteLength));
	if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(buffer);
	if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(buffer);
	return new TextDecoder().decode(buffer);
}

async function filesIn(entry: FileSystemEntry): Promise<Named[]> {
	const name = entry.fullPath.replace(/^\//, '');
	if (isFile(entry)) {
		const file = await new Promise<File | null>((resolve) =>
			entry.file(resolve, () => resolve(null)),
		);
		return file === null ? [] : [{ name, file }];
	}
	if (!isFolder(entry) || /(?:^|\/)(?:node_modules|\.git)$/.test(name)) return [];
	const reader = entry.createReader();
	const found: Named[] = [];
	for (;;) {
		const some = await new Promise<FileSystemEntry[]>((resolve) =>
			reader.readEntries(resolve, () => resolve([])),
		);
		if (some.length === 0 || found.length > MAX_FILES * 4) return found;
		for (const one of some) found.push(...(await filesIn(one)));
	}
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
	return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
	return entry.isDirectory;
}

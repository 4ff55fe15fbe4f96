/**
 * Reads one text file of a repository, or says in a Finding why it is left alone.
 *
 * Nothing that can't be read whole and understood as text reaches a document: not a file over the
 * limit, not invalid UTF-8, not one with conflict markers, not a pointer of Git LFS, not one outside.
 */

import { codeOf, type Disk } from '#server/files/disk/disk.ts';
import { isInside } from '#server/files/disk/inside.ts';
import { readRegular } from '#server/files/disk/read-regular.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { Finding } from '#shared/trace/finding.ts';

const MAX_FILE_BYTES = 10 * 1024 * 1024;

export type FileRead =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'absent' }
	| { readonly kind: 'refused'; readonly finding: Finding };

/**
 * `root` is the repository's real path; `path` is relative to it and names the Finding. Whoever
 * reads many hands in `folders`, the real paths of those that were met.
 */
export function readText(
	disk: Disk,
	root: string,
	path: string,
	folders: Map<string, string> | null = null,
): FileRead {
	try {
		const read =
			(folders === null ? null : readHere(disk, root, path, folders)) ?? readFar(disk, root, path);
		if (read === 'outside') return refused(outside(path));
		if (read.kind === 'not-regular') return refused(notAFile(path));
		if (read.kind === 'too-large') return refused(tooLarge(path, read.size));
		return decode(path, read.bytes);
	} catch (error) {
		if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return { kind: 'absent' };
		// What a socket in a file's place says to whoever opens it.
		if (codeOf(error) === 'ENXIO') return refused(notAFile(path));
		return refused(unreadable(path, codeOf(error)));
	}
}

type Read = ReturnType<typeof readRegular>;

/** Wherever its links lead, if that is in the repository. */
function readFar(disk: Disk, root: string, path: string): Read | 'outside' {
	const full = disk.realpathSync(`${root}/${path}`);
	return isInside(root, full) ? readRegular(disk, full, MAX_FILE_BYTES) : 'outside';
}

/** A file that is no link, in a folder that was looked at: no question asked twice. Null for a link. */
function readHere(
	disk: Disk,
	root: string,
	path: string,
	folders: Map<string, string>,
): Read | 'outside' | null {
	const { O_NOFOLLOW } = disk.constants;
	if (O_NOFOLLOW === undefined) return null;
	const cut = path.lastIndexOf('/');
	const folder = path.slice(0, Math.max(cut, 0));
	const real = folders.get(folder) ?? disk.realpathSync(`${root}/${folder}`);
	folders.set(folder, real);
	const full = `${real}/${path.slice(cut + 1)}`;
	if (!isInside(root, full)) return 'outside';
	try {
		return readRegular(disk, full, MAX_FILE_BYTES, O_NOFOLLOW);
	} catch (error) {
		if (['ELOOP', 'EMLINK'].includes(codeOf(error))) return null;
		throw error;
	}
}

function decode(path: string, bytes: Uint8Array): FileRead {
	const text = textOf(bytes);
	if (text === null) return refused(notText(path, lineOfInvalid(bytes)));
	if (text.startsWith(POINTER)) return refused(pointer(path));
	// What most texts have none of is looked for in the cheapest way.
	if (!text.includes('<<<<<<< ') && !text.includes('>>>>>>> ')) return { kind: 'text', text };
	const marks = CONFLICT.map((mark) => text.search(mark)).filter((at) => at >= 0);
	if (marks.length > 1) {
		return refused(conflicted(path, text.slice(0, Math.min(...marks)).split('\n').length));
	}
	return { kind: 'text', text };
}

/** What git has of a file that Git LFS keeps, until that is fetched. */
const POINTER = 'version https://git-lfs.github.com/spec/';

/** Two of the three are a conflict: somebody may have begun to resolve it. One alone is text. */
const CONFLICT = [/^<{7} /m, /^={7}\r?$/m, /^>{7} /m];

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string | null {
	try {
		return decoder.decode(bytes);
	} catch {
		return null;
	}
}

/** The first line that is no UTF-8: lines are whole characters in it, so each decodes alone. */
function lineOfInvalid(bytes: Uint8Array): number {
	let start = 0;
	for (let line = 1; ; line++) {
		const end = bytes.indexOf(10, start);
		if (end === -1 || textOf(bytes.subarray(start, end)) === null) return line;
		start = end + 1;
	}
}

const refused = (finding: Finding): FileRead => ({ kind: 'refused', finding });

const LEFT_ALONE = 'Lintel has left the file alone';

function outside(path: string): Finding {
	return fileFinding(
		'file-outside-repository',
		'error',
		path,
		`${path} leads out of the repository, or into .git. ${LEFT_ALONE}.`,
		'Replace the link by a file, or set another path in lintel.config.json.',
	);
}

function notAFile(path: string): Finding {
	return fileFinding(
		'file-not-regular',
		'error',
		path,
		`${path} is not a regular file. ${LEFT_ALONE}.`,
		'Move it away, or set another path in lintel.config.json.',
	);
}

function tooLarge(path: string, size: number): Finding {
	const mebibytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MiB`;
	return fileFinding(
		'file-too-large',
		'error',
		path,
		`${path} has ${mebibytes(size)}, more than the limit of ${mebibytes(MAX_FILE_BYTES)}. ${LEFT_ALONE}.`,
		'Check that it is the right file, or split it. Lintel reads it again by itself.',
	);
}

function notText(path: string, line: number): Finding {
	return fileFinding(
		'file-not-utf8',
		'error',
		path,
		`${path} is not valid UTF-8 (line ${line}). ${LEFT_ALONE}.`,
		'Save it as UTF-8 in an editor. Lintel reads it again by itself.',
		line,
	);
}

function pointer(path: string): Finding {
	return fileFinding(
		'file-is-pointer',
		'error',
		path,
		`${path} is a pointer of Git LFS, and what it points at was not fetched. ${LEFT_ALONE}.`,
		'Fetch it: git lfs pull (in GitHub Actions: lfs: true at the checkout). Or keep it out of LFS: Lintel’s files are small.',
		1,
	);
}

function conflicted(path: string, line: number): Finding {
	return fileFinding(
		'file-has-conflicts',
		'error',
		path,
		`${path} has conflict markers (line ${line}). ${LEFT_ALONE}.`,
		'Resolve the conflict and save the file. Lintel reads it again by itself.',
		line,
	);
}

function unreadable(path: string, code: string): Finding {
	return fileFinding(
		'file-unreadable',
		'error',
		path,
		`${path} cannot be read (${code || 'unknown reason'}). ${LEFT_ALONE}.`,
		'Give the person who runs Lintel permission to read it. Lintel reads it again by itself.',
	);
}

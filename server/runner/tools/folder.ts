/**
 * What the model sees of a folder's files, and what it may write there.
 *
 * It reads what git would commit, and no secret: what git leaves out, `.git`, `.lintel`, keys and
 * `.env` files are not there for it, wherever a link leads. It writes the files that its step names,
 * each at exactly its own place.
 */
import { dirname } from 'node:path';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { isSecret } from '#server/files/disk/secret-path.ts';
import { writeText } from '#server/files/disk/write-text.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { listFiles } from '#server/trace/list-files.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Folder {
	/** Its real path. */
	readonly root: string;
	/** Every file that may be read, by its path from the root, in order. */
	list(): readonly string[];
	read(path: string): Result<string, Refusal>;
	/** Every text that may be read, one after the other. */
	texts(): Iterable<{ readonly path: string; readonly text: string }>;
	/** Refuses every path that is none of `writable`. */
	write(path: string, text: string, writable: readonly string[]): Result<void, Refusal>;
}

const MOST_BYTES = 1024 * 1024;

export function openFolder({
	disk,
	run,
	folder,
}: {
	readonly disk: Disk;
	readonly run: Run;
	readonly folder: string;
}): Folder {
	const root = disk.realpathSync(folder);

	function list(): readonly string[] {
		return [...listFiles({ disk, root, run })].filter((path) => !isSecret(path)).sort();
	}

	function read(path: string): Result<string, Refusal> {
		const plain = plainPath(path);
		return plain === null ? err(outside(path)) : readAmong(new Set(list()), plain);
	}

	function* texts(): Iterable<{ readonly path: string; readonly text: string }> {
		const known = new Set(list());
		for (const path of known) {
			const read = readAmong(known, path);
			if (read.ok) yield { path, text: read.value };
		}
	}

	function readAmong(known: ReadonlySet<string>, path: string): Result<string, Refusal> {
		if (!known.has(path)) return err(notThere(path));
		const real = realPathOf(path);
		// A link to a file that may not be read is not read either.
		if (real === null || !known.has(real)) return err(notThere(path));
		const file = readText(disk, root, path);
		if (file.kind === 'absent') return err(notThere(path));
		if (file.kind === 'refused')
			return err(refusal('file-refused', file.finding.message, 'Go on without it.'));
		return file.text.length > MOST_BYTES ? err(tooLong(path)) : ok(file.text);
	}

	/** From the root; null where it leads out of it, or nowhere. */
	function realPathOf(path: string): string | null {
		try {
			const real = disk.realpathSync(`${root}/${path}`);
			return real.startsWith(`${root}/`) ? real.slice(root.length + 1) : null;
		} catch {
			return null;
		}
	}

	function write(path: string, text: string, writable: readonly string[]): Result<void, Refusal> {
		const plain = plainPath(path);
		if (plain === null) return err(outside(path));
		if (!writable.includes(plain) || isSecret(plain)) return err(notWritable(path, writable));
		if (text.length > MOST_BYTES) return err(tooLong(path));
		if (!isAtItsPlace(plain)) return err(behindLink(path));
		const written = writeText(disk, root, plain, text.toWellFormed());
		if (written.ok) return ok(undefined);
		return err(refusal('file-not-written', written.error.message, written.error.fix));
	}

	/** Neither the file nor a folder above it is a link: what is written is the file that is named. */
	function isAtItsPlace(path: string): boolean {
		for (let at = path; at !== '.'; at = dirname(at)) {
			const stat = disk.lstatSync(`${root}/${at}`, { throwIfNoEntry: false });
			if (stat?.isSymbolicLink() === true) return false;
		}
		return true;
	}

	return { root, list, read, texts, write };
}

/** As it is listed, or null where it doesn't stay inside. */
export function plainPath(path: string): string | null {
	const plain = path.startsWith('./') ? path.slice(2) : path;
	if (plain === '' || plain.length > 400 || /[\\\p{Cc}]/u.test(plain)) return null;
	const isPlain = plain.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
	return isPlain ? plain : null;
}

function outside(path: string): Refusal {
	return refusal(
		'path',
		`${JSON.stringify(path.slice(0, 200))} is no path inside the repository.`,
		'Give a path from its root, with slashes and without "..", as list_files shows it.',
	);
}

function notThere(path: string): Refusal {
	return refusal(
		'no-file',
		`There is no file ${JSON.stringify(path.slice(0, 200))} that may be read here.`,
		'list_files shows every file that may be.',
	);
}

function tooLong(path: string): Refusal {
	return refusal('file-size', `${path} is longer than a megabyte.`, 'Go on without it.');
}

function notWritable(path: string, writable: readonly string[]): Refusal {
	return refusal(
		'not-writable',
		`This step does not write ${JSON.stringify(path.slice(0, 200))}. Nothing was written.`,
		writable.length === 0
			? 'It writes no files.'
			: `It writes ${writable.join(', ')} and nothing else.`,
	);
}

function behindLink(path: string): Refusal {
	return refusal(
		'file-behind-link',
		`${path} is a link, or lies behind one. Nothing was written.`,
		'Ask the person: it takes a real file in a real folder.',
	);
}

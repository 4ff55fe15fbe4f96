/** Writes one text file whole or not at all: a temporary file, flushed to disk, then renamed. */
import { basename, dirname } from 'node:path';
import { codeOf, type Disk } from '#server/files/disk/disk.ts';
import { isInside } from '#server/files/disk/inside.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';

/**
 * `unchanged` is asked once more, right before the rename: it is the last chance to see that
 * somebody else wrote the file meanwhile. Answers false where it said no.
 */
export function writeText(
	disk: Disk,
	root: string,
	path: string,
	text: string,
	unchanged: () => boolean = () => true,
): Result<boolean, Finding> {
	let temporary: string | null = null;
	try {
		const target = targetOf(disk, `${root}/${path}`);
		const folder = dirname(target);
		if (!leadsInside(disk, root, folder)) return err(leadsOutside(path));
		temporary = `${folder}/.${basename(target)}.lintel.tmp`;
		disk.mkdirSync(folder, { recursive: true });
		writeFlushed(disk, temporary, text, disk.statSync(target, { throwIfNoEntry: false })?.mode);
		if (!unchanged()) {
			disk.unlinkSync(temporary);
			return ok(false);
		}
		disk.renameSync(temporary, target);
		return ok(true);
	} catch (error) {
		if (temporary !== null) removeIfPossible(disk, temporary);
		return err(writeFailed(path, error));
	}
}

/** Whether a folder, or the nearest one above it that is there, lies in the repository. */
function leadsInside(disk: Disk, root: string, folder: string): boolean {
	let nearest = folder;
	while (!disk.existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
	return isInside(disk.realpathSync(root), disk.realpathSync(nearest));
}

/** Where the temporary file could not even be made, it can't be removed either. */
function removeIfPossible(disk: Disk, path: string): void {
	try {
		disk.rmSync(path, { force: true });
	} catch {
		// The failure that led here is the one to tell.
	}
}

function writeFlushed(disk: Disk, path: string, text: string, mode: number | undefined): void {
	disk.rmSync(path, { force: true });
	const file = disk.openSync(path, 'wx', 0o666);
	try {
		const bytes = Buffer.from(text);
		for (let at = 0; at < bytes.length; ) at += disk.writeSync(file, bytes, at);
		disk.fsyncSync(file);
	} finally {
		disk.closeSync(file);
	}
	if (mode !== undefined) disk.chmodSync(path, mode & 0o777);
}

/** A link stays a link: what it leads to is written. */
function targetOf(disk: Disk, path: string): string {
	return disk.existsSync(path) ? disk.realpathSync(path) : path;
}

function leadsOutside(path: string): Finding {
	return fileFinding(
		'file-outside-repository',
		'error',
		path,
		`${path} lies behind a link that leads out of the repository, or into .git. Lintel writes nothing there; the edits are kept in its database.`,
		'Replace the link by a folder, or set another path in lintel.config.json.',
	);
}

function writeFailed(path: string, error: unknown): Finding {
	const code = codeOf(error);
	if (code === 'ENOSPC' || code === 'EDQUOT') {
		return fileFinding(
			'disk-full',
			'error',
			path,
			`The disk is full: ${path} was not written. The file is as it was, and the edits wait in Lintel.`,
			'Free some space; Lintel tries again by itself.',
		);
	}
	return fileFinding(
		'file-not-writable',
		'warning',
		path,
		`${path} cannot be written (${code || String(error)}). The edits are kept in Lintel's database.`,
		'Give the person who runs Lintel permission to write in the repository; Lintel tries again by itself.',
	);
}

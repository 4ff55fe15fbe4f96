/**
 * Moves files so that none is ever lost or overwritten: a second name is made first, which fails where
 * a file is, and only then the first is taken away. Whoever dies in between leaves one file with two
 * names, which the next one finds.
 */
import { dirname } from 'node:path';
import { codeOf, type Disk } from '#server/files/disk/disk.ts';
import { isInside } from '#server/files/disk/inside.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { FileMove } from '#shared/trace/tracing/plan-move.ts';

/** Refuses, and moves nothing, where a file stands in the way of a folder, or a link leads out. */
export function mayMove(
	disk: Disk,
	root: string,
	moves: readonly FileMove[],
): Result<void, Refusal> {
	for (const { from, to } of moves) {
		const blocked = inTheWay(disk, root, to);
		if (blocked !== null) return err(inWay(to, blocked));
		for (const path of [from, to])
			if (!isInside(root, realOf(disk, root, dirname(path)))) return err(outside(path));
	}
	return ok(undefined);
}

/** Throws what the disk throws; what was moved before stays moved. */
export function moveFile(disk: Disk, root: string, { from, to }: FileMove): void {
	const [old, next] = [`${root}/${from}`, `${root}/${to}`];
	disk.mkdirSync(dirname(next), { recursive: true });
	if (isSameFile(disk, old, next)) {
		disk.unlinkSync(old);
		return;
	}
	try {
		disk.linkSync(old, next);
	} catch (error) {
		// Some file systems know one name for a file, and no more.
		if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error)))
			throw error;
		if (disk.lstatSync(next, { throwIfNoEntry: false }) !== undefined) throw error;
		disk.renameSync(old, next);
		return;
	}
	disk.unlinkSync(old);
}

/** Whether two full paths are names of one file. */
export function isSameFile(disk: Disk, one: string, other: string): boolean {
	const [a, b] = [one, other].map((path) => disk.lstatSync(path, { throwIfNoEntry: false }));
	return a !== undefined && b !== undefined && a.ino !== 0 && a.ino === b.ino && a.dev === b.dev;
}

/** The folder above that is a file. */
function inTheWay(disk: Disk, root: string, path: string): string | null {
	for (let at = dirname(path); at !== '.'; at = dirname(at)) {
		const there = disk.statSync(`${root}/${at}`, { throwIfNoEntry: false });
		if (there !== undefined) return there.isDirectory() ? null : at;
	}
	return null;
}

/** Of the nearest folder that is there. */
function realOf(disk: Disk, root: string, folder: string): string {
	for (let at = folder; at !== '.'; at = dirname(at)) {
		try {
			return disk.realpathSync(`${root}/${at}`);
		} catch {
			// One above it is there.
		}
	}
	return root;
}

function inWay(path: string, file: string): Refusal {
	return refusal(
		'move-in-the-way',
		`${path} can’t be written: ${file} is a file, and no folder.`,
		'Choose another path, or move that file away. Nothing was moved.',
	);
}

function outside(path: string): Refusal {
	return refusal(
		'move-outside',
		`${path} leads out of the repository.`,
		'Choose a path inside it. Nothing was moved.',
	);
}

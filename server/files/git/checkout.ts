/** What is checked out, as `main 3fa2c1e`, read from `.git` itself; null outside git. */
import { dirname } from 'node:path';
import type { Disk } from '#server/files/disk/disk.ts';

export function checkoutOf(disk: Disk, root: string): string | null {
	const folder = gitFolderOf(disk, root);
	if (folder === null) return null;
	const head = readLine(disk, `${folder}/HEAD`);
	if (head === null) return null;
	const ref = /^ref: (.+)$/.exec(head)?.[1];
	if (ref === undefined) return `detached ${head.slice(0, 7)}`;
	const branch = ref.replace(/^refs\/heads\//, '');
	const commit = commitOf(disk, folder, ref);
	return commit === null ? `${branch} (no commit yet)` : `${branch} ${commit.slice(0, 7)}`;
}

/** The git folder of the repository that this folder is, or lies in. */
export function gitFolderOf(disk: Disk, root: string): string | null {
	for (let at = root; ; at = dirname(at)) {
		const folder = gitFolderAt(disk, at);
		if (folder !== null || dirname(at) === at) return folder;
	}
}

/** A worktree's `.git`, and a submodule's, is a file that names it. */
function gitFolderAt(disk: Disk, root: string): string | null {
	const path = `${root}/.git`;
	const stat = disk.statSync(path, { throwIfNoEntry: false });
	if (stat === undefined) return null;
	if (stat.isDirectory()) return path;
	const named = /^gitdir: (.+)$/.exec(readLine(disk, path) ?? '')?.[1];
	if (named === undefined) return null;
	return named.startsWith('/') ? named : `${root}/${named}`;
}

/** Whether a folder is git's own, as a bare repository is: nothing is checked out in it. */
export function isGitFolder(disk: Disk, folder: string): boolean {
	const isThere = (name: string) => disk.existsSync(`${folder}/${name}`);
	return isThere('HEAD') && isThere('objects') && isThere('refs') && !isThere('.git');
}

export function commitOf(disk: Disk, folder: string, ref: string): string | null {
	const shared = readLine(disk, `${folder}/commondir`);
	const common = shared === null ? folder : `${folder}/${shared}`;
	return (
		readLine(disk, `${folder}/${ref}`) ??
		readLine(disk, `${common}/${ref}`) ??
		packedCommitOf(disk, common, ref)
	);
}

function packedCommitOf(disk: Disk, common: string, ref: string): string | null {
	try {
		const lines = disk.readFileSync(`${common}/packed-refs`, 'utf8').split('\n');
		return lines.find((line) => line.endsWith(` ${ref}`))?.split(' ')[0] ?? null;
	} catch {
		return null;
	}
}

export function readLine(disk: Disk, path: string): string | null {
	try {
		return disk.readFileSync(path, 'utf8').split('\n')[0]?.trim() ?? null;
	} catch {
		return null;
	}
}

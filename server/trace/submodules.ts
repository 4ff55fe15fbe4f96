/** Repositories that a repository has as its submodules: to git each is one file, whatever lies in it. */
import type { Disk } from '#server/files/disk/disk.ts';
import { folderOf } from '#shared/imports/resolve/repository.ts';

interface Repository {
	readonly disk: Disk;
	/** The repository's real path. */
	readonly root: string;
}

/** Whether one lies checked out at a path that git lists; a link does too, and is none. */
export function isSubmodule({ disk, root }: Repository, path: string): boolean {
	const full = `${root}/${path}`;
	const stat = disk.lstatSync(full, { throwIfNoEntry: false });
	return stat?.isDirectory() === true && disk.existsSync(`${full}/.git`);
}

export function isInSubmodule(
	repository: Repository,
	listed: ReadonlySet<string>,
	path: string,
): boolean {
	for (let at = folderOf(path); at !== ''; at = folderOf(at))
		if (listed.has(at)) return isSubmodule(repository, at);
	return false;
}

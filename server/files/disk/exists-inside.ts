import type { Disk } from '#server/files/disk/disk.ts';

/** `path` comes from a document, and so from anybody: it has to stay inside the repository. */
export function existsInside(disk: Disk, root: string, path: string): boolean {
	if (path === '' || path.startsWith('/') || path.split('/').includes('..')) return false;
	return disk.existsSync(`${root}/${path}`);
}

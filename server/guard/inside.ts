/** Paths as clients give them, made relative to the repository. */
import { basename, dirname, resolve } from 'node:path';
import type { Disk } from '#server/files/disk.ts';

/** With slashes; null for what lies outside. Links are followed: another name is the same file. */
export function pathInside(
	disk: LinkDisk,
	root: string,
	folder: string,
	path: string,
): string | null {
	const real = realPathOf(disk, resolve(folder, path), MAX_LINKS);
	return real.startsWith(`${root}/`) ? real.slice(root.length + 1) : null;
}

type LinkDisk = Pick<Disk, 'readlinkSync' | 'realpathSync'>;

/** As many as systems follow. */
const MAX_LINKS = 40;

/** Of a file that isn't there yet: where a link leads, else of the nearest folder that is there. */
function realPathOf(disk: LinkDisk, path: string, links: number): string {
	try {
		return disk.realpathSync(path);
	} catch {
		const above = dirname(path);
		if (above === path) return path;
		const folder = realPathOf(disk, above, links);
		const target = links > 0 ? linkAt(disk, path) : null;
		if (target !== null) return realPathOf(disk, resolve(folder, target), links - 1);
		return `${folder.replace(/\/$/, '')}/${basename(path)}`;
	}
}

function linkAt(disk: LinkDisk, path: string): string | null {
	try {
		return disk.readlinkSync(path);
	} catch {
		return null;
	}
}

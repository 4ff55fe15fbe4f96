/** Paths as clients give them, made relative to the repository. */
import { basename, dirname, resolve } from 'node:path';

/**
 * With slashes; null for what lies outside. Links are followed, and on a disk that makes no
 * difference between cases a name is told as the disk has it: another name is the same file.
 */
export function pathInside(
	disk: LinkDisk,
	root: string,
	folder: string,
	path: string,
): string | null {
	const real = realPathOf(disk, resolve(folder, path), MAX_LINKS);
	const top = realPathOf(disk, root, MAX_LINKS);
	return real.startsWith(`${top}/`) ? real.slice(top.length + 1) : null;
}

/** The system's own way to a real path: Node's keeps the case that somebody typed. */
interface LinkDisk {
	readlinkSync(path: string): string;
	readonly realpathSync: { native(path: string): string };
}

/** As many as systems follow. */
const MAX_LINKS = 40;

/** Of a file that isn't there yet: where a link leads, else of the nearest folder that is there. */
function realPathOf(disk: LinkDisk, path: string, links: number): string {
	try {
		return disk.realpathSync.native(path);
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

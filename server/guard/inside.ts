/** Paths as clients give them, made relative to the repository. */
import { basename, dirname, resolve } from 'node:path';
import type { Disk } from '#server/files/disk.ts';

/** With slashes; null for what lies outside. Links are followed: another name is the same file. */
export function pathInside(
	disk: Pick<Disk, 'realpathSync'>,
	root: string,
	folder: string,
	path: string,
): string | null {
	const real = realPathOf(disk, resolve(folder, path));
	return real.startsWith(`${root}/`) ? real.slice(root.length + 1) : null;
}

/** Of a file that isn't there yet: of the nearest folder that is. */
function realPathOf(disk: Pick<Disk, 'realpathSync'>, path: string): string {
	try {
		return disk.realpathSync(path);
	} catch {
		const above = dirname(path);
		return above === path
			? path
			: `${realPathOf(disk, above).replace(/\/$/, '')}/${basename(path)}`;
	}
}

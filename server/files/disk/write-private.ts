import { dirname } from 'node:path';
import type { Disk } from '#server/files/disk/disk.ts';

type PrivateDisk = Pick<
	Disk,
	'mkdirSync' | 'openSync' | 'writeSync' | 'closeSync' | 'renameSync' | 'rmSync'
>;

/**
 * Writes a file that its owner alone may read, whole or not at all. `mark` is the writer's own: two
 * at once with one mark would meet in one temporary file. Throws what the disk throws.
 */
export function writePrivate(disk: PrivateDisk, path: string, text: string, mark: string): void {
	const temporary = `${path}.${mark}.tmp`;
	disk.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	disk.rmSync(temporary, { force: true });
	const file = disk.openSync(temporary, 'wx', 0o600);
	try {
		disk.writeSync(file, text);
	} finally {
		disk.closeSync(file);
	}
	disk.renameSync(temporary, path);
}

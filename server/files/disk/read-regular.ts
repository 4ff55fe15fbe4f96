/**
 * The bytes of a regular file, and of nothing else.
 *
 * A commit may bring a link to `/dev/zero`, and anybody may put a pipe in a file's place: reading
 * either would never end. So the file is opened without waiting, and what is open is looked at.
 */
import type { Disk } from '#server/files/disk/disk.ts';

type RegularRead =
	| { readonly kind: 'bytes'; readonly bytes: Buffer }
	| { readonly kind: 'not-regular' }
	| { readonly kind: 'too-large'; readonly size: number };

/** Throws what opening it throws; with `flags`, also where they forbid it. */
export function readRegular(disk: Disk, path: string, mostBytes: number, flags = 0): RegularRead {
	const { O_RDONLY, O_NONBLOCK } = disk.constants;
	// Windows has neither pipes among its files nor this flag.
	const file = disk.openSync(path, O_RDONLY | (O_NONBLOCK ?? 0) | flags);
	try {
		const stat = disk.fstatSync(file);
		if (!stat.isFile()) return { kind: 'not-regular' };
		if (stat.size > mostBytes) return { kind: 'too-large', size: stat.size };
		return { kind: 'bytes', bytes: disk.readFileSync(file) };
	} finally {
		disk.closeSync(file);
	}
}

/** The text of a regular file; null where there is none, or it can't be read. */
export function readRegularText(disk: Disk, path: string, mostBytes: number): string | null {
	try {
		const read = readRegular(disk, path, mostBytes);
		return read.kind === 'bytes' ? read.bytes.toString('utf8') : null;
	} catch {
		return null;
	}
}

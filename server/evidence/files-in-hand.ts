/** The code and test file of a Design as they are on the disk: where, and the hash of their bytes. */
import type { HashesInHand } from '#machines/evidence/evidence-of.ts';
import type { Disk } from '#server/files/disk.ts';
import { existsInside } from '#server/files/exists-inside.ts';
import { readRegular } from '#server/files/read-regular.ts';
import { type Hash, hashOf } from '#shared/hash.ts';
import { tracePathsOf } from '#shared/trace/paths.ts';
import type { Preset } from '#shared/trace/preset.ts';

const MOST_BYTES = 8 * 1024 * 1024;

export interface FilesInHand {
	readonly code: { readonly path: string; readonly hash: Hash | null } | null;
	readonly test: { readonly path: string; readonly hash: Hash | null } | null;
}

/** As runs are held against them. */
export function hashesIn({ code, test }: FilesInHand): Pick<HashesInHand, 'code' | 'test'> {
	return { code: code?.hash ?? null, test: test?.hash ?? null };
}

export interface FileHashes {
	/** The SHA-256 of a file's bytes; null where it isn't there, or can't be read. */
	hash(path: string): Hash | null;
	ofCode(preset: Preset | null, code: string): FilesInHand;
}

/** Each file is read again only where its size, time or inode changed. */
export function createFileHashes(disk: Disk, root: string): FileHashes {
	const known = new Map<string, { readonly stamp: string; readonly hash: Hash | null }>();

	function hash(path: string): Hash | null {
		const stamp = existsInside(disk, root, path) ? stampOf(path) : null;
		if (stamp === null) return null;
		const before = known.get(path);
		if (before?.stamp === stamp) return before.hash;
		const read = readHash(path);
		known.set(path, { stamp, hash: read });
		return read;
	}

	function stampOf(path: string): string | null {
		const stat = disk.statSync(`${root}/${path}`, { throwIfNoEntry: false });
		return stat ? `${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.ino}` : null;
	}

	function readHash(path: string): Hash | null {
		try {
			const read = readRegular(disk, `${root}/${path}`, MOST_BYTES);
			return read.kind === 'bytes' ? hashOf(read.bytes) : null;
		} catch {
			return null;
		}
	}

	function ofCode(preset: Preset | null, code: string): FilesInHand {
		const paths = preset === null || code === '' ? null : tracePathsOf(preset, code);
		if (paths === null) return { code: null, test: null };
		const [first] = paths.tests;
		const test = paths.tests.find((path) => existsInside(disk, root, path)) ?? first;
		return {
			code: { path: paths.code, hash: hash(paths.code) },
			test: test === undefined ? null : { path: test, hash: hash(test) },
		};
	}

	return { hash, ofCode };
}

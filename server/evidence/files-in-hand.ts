/** The code and test file of a Design as they are on the disk: where, and the hash of their bytes. */
import type { HashesInHand } from '#machines/evidence/evidence-of.ts';
import type { Hash } from '#shared/hash.ts';

interface FileInHand {
	readonly path: string;
	/** Null for what isn't there, or can't be read. */
	readonly hash: Hash | null;
}

export interface FilesInHand {
	readonly code: FileInHand | null;
	readonly test: FileInHand | null;
}

/** As runs are held against them. */
export function hashesIn({ code, test }: FilesInHand): Pick<HashesInHand, 'code' | 'test'> {
	return { code: code?.hash ?? null, test: test?.hash ?? null };
}

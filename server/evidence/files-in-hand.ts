/** The code and test file of a Design as they are on the disk: where, and the hash of their bytes. */
import { type HashesInHand, NO_CODE } from '#machines/evidence/evidence-of.ts';
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

/** Whether nobody wrote its code yet: it has no place, there is no such file, or the file is empty. */
export function isBeforeCode({ code }: Pick<FilesInHand, 'code'>): boolean {
	return (code?.hash ?? NO_CODE) === NO_CODE;
}

/** Git's own names for what files hold. */
import { createHash } from 'node:crypto';

/** Path and hash of each file that `git ls-tree -z` lists: `100644 blob <hash>\t<path>`. */
export function blobEntriesIn(listed: string): (readonly [path: string, hash: string])[] {
	return listed.split('\0').flatMap((line) => {
		const match = /^\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line);
		return match?.[1] !== undefined && match[2] !== undefined
			? [[match[2], match[1]] as const]
			: [];
	});
}

/** `length` is that of the hashes that this repository uses. */
export function blobHashOf(content: Uint8Array, length: number): string {
	return createHash(length === 40 ? 'sha1' : 'sha256')
		.update(`blob ${content.length}\0`)
		.update(content)
		.digest('hex');
}

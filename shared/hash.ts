import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';

/** A SHA-256 as 64 lower-case hexadecimal digits. */
export const Hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export type Hash = z.infer<typeof Hash>;

/** SHA-256 of the bytes, or of the UTF-8 of a string. The same in Node and in a browser. */
export function hashOf(data: Uint8Array | string): Hash {
	return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
}

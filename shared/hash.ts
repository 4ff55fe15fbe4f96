import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';

/** A SHA-256 as 64 lower-case hexadecimal digits. */
export const Hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export type Hash = z.infer<typeof Hash>;

/** SHA-256 of the bytes, or of the UTF-8 of a string. The same in Node and in a browser. */
export function hashOf(data: Uint8Array | string): Hash {
	if (native !== null) return native('sha256', data);
	return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
}

/** Node brings its own, five times as fast; a browser's answers only later. */
const native = nativeHash();

function nativeHash() {
	const node: Partial<Pick<typeof process, 'getBuiltinModule'>> = globalThis.process ?? {};
	const hash = node.getBuiltinModule?.('node:crypto')?.hash;
	if (hash === undefined) return null;
	return (algorithm: string, data: Uint8Array | string): string => hash(algorithm, data, 'hex');
}

/**
 * Ed25519 by libsodium, which takes half the time of OpenSSL's for it.
 *
 * Only its yes counts: it refuses some that OpenSSL takes (keys of small order, points in other
 * words than their own), and takes none that OpenSSL refuses. Its version is pinned for that.
 */
import { createRequire } from 'node:module';

/** Whether the key surely signed these words; of what it denies, OpenSSL has to be asked. */
export type SurelySigned = (
	key: Uint8Array<ArrayBuffer> | undefined,
	signature: Uint8Array<ArrayBuffer>,
	signed: Uint8Array<ArrayBuffer>,
) => boolean;

interface Sodium {
	crypto_sign_verify_detached(signature: Uint8Array, signed: Uint8Array, key: Uint8Array): boolean;
}

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** Null where it was not installed, or was built for another machine. */
export function loadSodium(): SurelySigned | null {
	const sodium = loaded();
	if (sodium === null) return null;
	// It throws, or worse, on other sizes.
	return (key, signature, signed) =>
		key?.length === KEY_BYTES &&
		signature.length === SIGNATURE_BYTES &&
		sodium.crypto_sign_verify_detached(signature, signed, key);
}

function loaded(): Sodium | null {
	try {
		return createRequire(import.meta.url)('sodium-native');
	} catch {
		return null;
	}
}

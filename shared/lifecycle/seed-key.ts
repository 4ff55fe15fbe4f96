import type { PublicKey } from '#shared/lifecycle/public-key.ts';

/** The DER header of an Ed25519 private key in PKCS #8 (RFC 8410); the 32-byte seed follows. */
const PKCS8_HEADER = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];

/** The Ed25519 keys of a seed of 32 bytes. Throws on another length. */
export async function importSeed(
	seed: Uint8Array,
): Promise<{ readonly privateKey: CryptoKey; readonly publicKey: PublicKey }> {
	// WebCrypto would take more, and leave what follows out.
	if (seed.length !== 32) throw new Error('An Ed25519 seed has 32 bytes.');
	const pkcs8 = Uint8Array.from([...PKCS8_HEADER, ...seed]);
	// Only a key that may leave tells its public half.
	const extractable = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
	const { x } = await crypto.subtle.exportKey('jwk', extractable);
	if (x === undefined) throw new Error('An Ed25519 key always has a public half.');
	const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
	return { privateKey, publicKey: { kind: 'ed25519', x } };
}

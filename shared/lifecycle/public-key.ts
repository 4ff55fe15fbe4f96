import * as z from 'zod/mini';
import { Base64Url } from '#shared/base64url.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { Hash, hashOf } from '#shared/hash.ts';
import { WellFormed } from '#shared/well-formed.ts';

/**
 * A key that signs events, described so that anyone can verify with it.
 *
 * `ed25519`: `x` is the raw 32-byte key. `passkey`: a WebAuthn credential; `alg` is its COSE
 * algorithm (-7 ES256, -8 EdDSA), `spki` its SubjectPublicKeyInfo, and an assertion counts only
 * for the `rpId` and `origin` it was enrolled with (WebAuthn, section 7.2).
 */
export const PublicKey = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('ed25519'), x: Base64Url }),
	z.object({
		kind: z.literal('passkey'),
		credentialId: Base64Url,
		alg: z.union([z.literal(-7), z.literal(-8)]),
		spki: Base64Url,
		rpId: WellFormed,
		origin: WellFormed,
	}),
]);
export type PublicKey = z.infer<typeof PublicKey>;

/** Names a key by the hash of its description, so a description proves itself. */
export const KeyId = Hash;
export type KeyId = z.infer<typeof KeyId>;

export function keyIdOf(key: PublicKey): KeyId {
	const known = ids.get(key) ?? hashOf(`lintel/key/v1\0${canonicalJson(key)}`);
	ids.set(key, known);
	return known;
}

/** A log has many events and few keys. A description never changes once it was parsed. */
const ids = new WeakMap<PublicKey, KeyId>();

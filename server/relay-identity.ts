/** Who a relay is in the log: its id and key, and the signer that speaks for its Agents. */
import { z } from 'zod';
import type { Store } from '#server/storage/store.ts';
import { Base64Url, fromBase64Url, toBase64Url } from '#shared/base64url.ts';
import { mintId, type Random, RelayId } from '#shared/id.ts';
import type { PublicKey } from '#shared/lifecycle/public-key.ts';
import { createDeviceSigner, type Signer } from '#shared/lifecycle/sign.ts';

export interface RelayIdentity {
	readonly id: RelayId;
	readonly key: PublicKey;
	readonly signer: Signer;
}

const META = 'relay';
const Saved = z.object({ id: RelayId, seed: Base64Url });
type Saved = z.infer<typeof Saved>;

/** The DER header of an Ed25519 private key in PKCS #8 (RFC 8410); the 32-byte seed follows. */
const PKCS8_HEADER = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];

/** The relay's identity in this store: made the first time, and the same ever after. */
export async function openRelayIdentity(store: Store, random: Random): Promise<RelayIdentity> {
	const saved = read(store) ?? found(store, random);
	return { id: saved.id, ...(await importSigner(fromBase64Url(saved.seed))) };
}

/** The signer of an Ed25519 seed of 32 bytes. */
export async function importSigner(
	seed: Uint8Array,
): Promise<Pick<RelayIdentity, 'key' | 'signer'>> {
	const pkcs8 = Uint8Array.from([...PKCS8_HEADER, ...seed]);
	const exported = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
	const { x = '' } = await crypto.subtle.exportKey('jwk', exported);
	const key: PublicKey = { kind: 'ed25519', x };
	return { key, signer: createDeviceSigner(exported, key) };
}

function read(store: Store): Saved | null {
	const text = store.readMeta(META);
	return text === null ? null : Saved.parse(JSON.parse(text));
}

function found(store: Store, random: Random): Saved {
	const made = Saved.parse({ id: mintId('rl', random), seed: toBase64Url(random(32)) });
	store.writeMeta(META, JSON.stringify(made));
	return made;
}

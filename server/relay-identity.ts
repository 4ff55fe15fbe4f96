/** Who a relay is in the log: its id and key, and the signer that speaks for its Agents. */
import { z } from 'zod';
import type { Store } from '#server/storage/store.ts';
import { Base64Url, fromBase64Url, toBase64Url } from '#shared/base64url.ts';
import { mintId, type Random, RelayId } from '#shared/id.ts';
import type { PublicKey } from '#shared/lifecycle/public-key.ts';
import { importSeed } from '#shared/lifecycle/seed-key.ts';
import { createDeviceSigner, type Signer } from '#shared/lifecycle/sign.ts';

export interface RelayIdentity {
	readonly id: RelayId;
	readonly key: PublicKey;
	readonly signer: Signer;
}

const META = 'relay';
const Saved = z.object({ id: RelayId, seed: Base64Url });
type Saved = z.infer<typeof Saved>;

/** The relay's identity in this store: made the first time, and the same ever after. */
export async function openRelayIdentity(store: Store, random: Random): Promise<RelayIdentity> {
	const saved = readRelay(store) ?? found(store, random);
	const { privateKey, publicKey } = await importSeed(fromBase64Url(saved.seed));
	return { id: saved.id, key: publicKey, signer: createDeviceSigner(privateKey, publicKey) };
}

/** What the store keeps of it; null where it never had any. Throws at what is none. */
export function readRelay(store: Pick<Store, 'readMeta'>): Saved | null {
	const text = store.readMeta(META);
	return text === null ? null : Saved.parse(JSON.parse(text));
}

function found(store: Store, random: Random): Saved {
	const made = Saved.parse({ id: mintId('rl', random), seed: toBase64Url(random(32)) });
	store.writeMeta(META, JSON.stringify(made));
	return made;
}

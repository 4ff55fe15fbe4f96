import { toBase64Url } from '#shared/base64url.ts';
import { type Envelope, type Signature, signedBytesOf } from '#shared/lifecycle/envelope.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';
import { type KeyId, keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';

/** What signs events: a device's key, or a passkey that asks for a touch. */
export interface Signer {
	readonly keyId: KeyId;
	sign(event: LifecycleEvent): Promise<Signature>;
}

/** Signs with an Ed25519 key that WebCrypto holds; the key may be non-extractable. */
export function createDeviceSigner(privateKey: CryptoKey, publicKey: PublicKey): Signer {
	async function sign(event: LifecycleEvent): Promise<Signature> {
		const value = await crypto.subtle.sign('Ed25519', privateKey, signedBytesOf(event));
		return { alg: 'ed25519', value: toBase64Url(new Uint8Array(value)) };
	}

	return { keyId: keyIdOf(publicKey), sign };
}

/** Signs the event. Throws when the event says that another key signs it. */
export async function sealEvent(signer: Signer, event: LifecycleEvent): Promise<Envelope> {
	if (event.by.key !== signer.keyId) throw new Error('This signer is not the one the event names.');
	return { event, sig: await signer.sign(event) };
}

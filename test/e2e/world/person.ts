/** A person with one device, as a browser would be: it holds two keys and signs with them. */
import { toBase64Url } from '#shared/base64url.ts';
import { MemberId, mintId } from '#shared/id.ts';
import type { Blob } from '#shared/lifecycle/blob.ts';
import type { DeviceKeys } from '#shared/lifecycle/event.ts';
import { keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';
import { createDeviceSigner, type Signer } from '#shared/lifecycle/sign.ts';
import { ticketBytesOf } from '#shared/protocol/ticket.ts';

export interface Person {
	readonly id: MemberId;
	readonly name: Blob;
	readonly device: DeviceKeys & { readonly access: PublicKey };
	readonly signer: Signer;
	/** Signs a relay's nonce with the access key. */
	prove(origin: string, nonce: string): Promise<{ key: string; nonce: string; signature: string }>;
}

export function random(count: number): Uint8Array {
	return crypto.getRandomValues(new Uint8Array(count));
}

export async function createPerson(name: string): Promise<Person> {
	const [event, access] = [await createKey(), await createKey()];
	return {
		id: MemberId.parse(mintId('mb', random)),
		name: blobOf(name),
		device: { key: event.publicKey, access: access.publicKey },
		signer: createDeviceSigner(event.privateKey, event.publicKey),
		async prove(origin, nonce) {
			const bytes = ticketBytesOf(origin, nonce);
			const signature = await crypto.subtle.sign('Ed25519', access.privateKey, bytes);
			return {
				key: keyIdOf(access.publicKey),
				nonce,
				signature: toBase64Url(new Uint8Array(signature)),
			};
		},
	};
}

export async function createKey(): Promise<{ privateKey: CryptoKey; publicKey: PublicKey }> {
	const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
	const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
	const publicKey = { kind: 'ed25519' as const, x: toBase64Url(new Uint8Array(raw)) };
	return { privateKey: pair.privateKey, publicKey };
}

export function blobOf(text: string): Blob {
	return { salt: toBase64Url(random(16)), text };
}

import type { PublicKey } from '#shared/lifecycle/public-key.ts';

/** Whether this access key signed these bytes. Only Ed25519 keys open connections. */
export async function didSign(
	access: PublicKey,
	bytes: Uint8Array<ArrayBuffer>,
	signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
	if (access.kind !== 'ed25519') return false;
	const jwk = { kty: 'OKP', crv: 'Ed25519', x: access.x };
	const key = await crypto.subtle
		.importKey('jwk', jwk, 'Ed25519', false, ['verify'])
		.catch(() => null);
	return key !== null && (await crypto.subtle.verify('Ed25519', key, signature, bytes));
}

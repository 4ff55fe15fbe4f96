import { hexToBytes } from '@noble/hashes/utils.js';
import { expect, test } from 'vitest';
import { toBase64Url } from '#shared/base64url.ts';
import { importSeed } from '#shared/lifecycle/seed-key.ts';

/** The first test vector of RFC 8032, section 7.1. */
const SEED = hexToBytes('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
const PUBLIC = hexToBytes('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');

test('a seed gives the key pair that the standard says, and the private half stays', async () => {
	const { privateKey, publicKey } = await importSeed(SEED);
	expect(publicKey).toEqual({ kind: 'ed25519', x: toBase64Url(PUBLIC) });
	expect(privateKey.extractable).toBe(false);
});

test.each([0, 31, 33, 64])('%i bytes are no seed', async (length) => {
	await expect(importSeed(new Uint8Array(length))).rejects.toThrow('32 bytes');
});

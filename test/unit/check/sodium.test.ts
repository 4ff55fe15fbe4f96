/**
 * Signatures at the edges of Ed25519, where verifiers are known to differ (Chalkias, Garillot and
 * Nikolaenko, "Taming the many EdDSAs", 2020). Made with one fixed key and nonce.
 */
import { verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keyFrom } from '#server/check/signing/batch.ts';
import { loadSodium } from '#server/check/signing/sodium.ts';

const EDGES = [
	[
		'an honest one',
		true,
		'hello0',
		'50584106c66171dbe6901bd187252a0d704a02a1080f80c486575d07e5e4b4fe',
		'b152e8f0d14bb4796c5c48efc168a523b55583f73462b0946d4e834b70959344',
		'eb71b8e69300b22dde6da28b6634733ec4db118740989abc9d95a148434f4e00',
	],
	[
		'a first half moved by a point of order 8',
		false,
		'hello0',
		'50584106c66171dbe6901bd187252a0d704a02a1080f80c486575d07e5e4b4fe',
		'32b1f55cf4ebaa5fb6b6eda1457c9214b7ed051a470e3f5e7ea48240a2de9d1e',
		'debb0dd1d809a3ef667e0a524c138d97c77ee2a07054a82e1939444a7d4d780a',
	],
	[
		'by one of order 4',
		false,
		'hello0',
		'50584106c66171dbe6901bd187252a0d704a02a1080f80c486575d07e5e4b4fe',
		'ba6686357446c403f365f4aad2e8bbbb7bafe274ad46c9c8b10df8033f9d482a',
		'a51a844e704e91e180ef2a30aa4d87d5a8ea5cded224c78735769dde5a52d305',
	],
	[
		'by one of order 2',
		false,
		'hello0',
		'50584106c66171dbe6901bd187252a0d704a02a1080f80c486575d07e5e4b4fe',
		'3cad170f2eb44b8693a3b7103e975adc4aaa7c08cb9d4f6b92b17cb48f6a6cbb',
		'0010c92ac189458027729253890d1e4ec5e9bf0ad0a29e1752d03736e1607d0c',
	],
	[
		'a key moved by a point of order 8, where it cancels out',
		true,
		'hello3',
		'0cbba71954049ec81385f1a9a40b65bf4f2928735bd8f1248c4ef99a630012b0',
		'b152e8f0d14bb4796c5c48efc168a523b55583f73462b0946d4e834b70959344',
		'f0cc891b53f9c88e7ea1fcf2f5c6624a3e7e95048b19ea824ca415df5bf3e804',
	],
	[
		'the same, where it does not',
		false,
		'hello0',
		'0cbba71954049ec81385f1a9a40b65bf4f2928735bd8f1248c4ef99a630012b0',
		'b152e8f0d14bb4796c5c48efc168a523b55583f73462b0946d4e834b70959344',
		'292740ab20a4defc6715f3d4218beb0610cb9db6970c450ff93fef798bc4ce06',
	],
	[
		'both moved, so that it cancels out',
		true,
		'both4',
		'0cbba71954049ec81385f1a9a40b65bf4f2928735bd8f1248c4ef99a630012b0',
		'5b6386fe636d8b5cfc2cfa49a91bc6a285296db3153c4c66c7e9f1c36a7be06e',
		'5f2ea0e543bd341bce90340e31db98dec2cb0b531682f1d5b3657e2e659f3001',
	],
	[
		'a second half beyond the order of the group',
		false,
		'S+L',
		'50584106c66171dbe6901bd187252a0d704a02a1080f80c486575d07e5e4b4fe',
		'b152e8f0d14bb4796c5c48efc168a523b55583f73462b0946d4e834b70959344',
		'1f172f096c275e1ba60ebecfdd346a2f97fe11a0bf791acc9f48f92e8500c41d',
	],
	[
		'a key of order 8',
		false,
		'small1',
		'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
		'b152e8f0d14bb4796c5c48efc168a523b55583f73462b0946d4e834b70959344',
		'b10cc7e1389df8ffc2d9203f0100000000000000000000000000000000000000',
	],
	[
		'a first half of order 1',
		false,
		'smallR',
		'50584106c66171dbe6901bd187252a0d704a02a1080f80c486575d07e5e4b4fe',
		'0100000000000000000000000000000000000000000000000000000000000000',
		'87ef17f7b50801bdfa7e6396770a2399c780f12447a77611b88709e559588401',
	],
	[
		'the same in other words',
		false,
		'nc R',
		'50584106c66171dbe6901bd187252a0d704a02a1080f80c486575d07e5e4b4fe',
		'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
		'1eab3cdc3f3dcb074bff32ccf0c76440668aabc7e615a848049618ed1e114808',
	],
	[
		'a key in other words than its own',
		false,
		'nc A',
		'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
		'b152e8f0d14bb4796c5c48efc168a523b55583f73462b0946d4e834b70959344',
		'b10cc7e1389df8ffc2d9203f0100000000000000000000000000000000000000',
	],
] as const;

function bytes(hex: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(Buffer.from(hex, 'hex'));
}

function sodium() {
	const loaded = loadSodium();
	if (loaded === null) throw new Error('libsodium was not installed here.');
	return loaded;
}

describe('libsodium', () => {
	test.each(EDGES)('[CK29] takes what OpenSSL takes: %s', (_, good, words, key, first, second) => {
		const [signature, signed] = [bytes(first + second), new TextEncoder().encode(words)];
		const known = keyFrom(bytes(key));
		if (known === null) throw new Error('OpenSSL takes any 32 bytes for a key.');
		expect(sodium()(bytes(key), signature, signed)).toBe(good);
		expect(verify(null, signed, known, signature)).toBe(good);
	});

	test('[CK29] says no to keys and signatures of another length', () => {
		const [, , words, key, first, second] = EDGES[0];
		const signed = new TextEncoder().encode(words);
		for (const length of [0, 1, 63, 65, 128]) {
			const signature = new Uint8Array(length);
			signature.set(bytes(first + second).slice(0, length));
			expect(sodium()(bytes(key), signature, signed)).toBe(false);
		}
		for (const length of [0, 31, 33, 64]) {
			const other = new Uint8Array(length);
			other.set(bytes(key).slice(0, length));
			expect(sodium()(other, bytes(first + second), signed)).toBe(false);
		}
	});
});

import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createSignatureThreads } from '#server/check/signing/signature-threads.ts';
import { createCheckThreads } from '#server/check/threads/check-threads.ts';
import { fromBase64Url } from '#shared/base64url.ts';
import type { SignatureJob } from '#shared/lifecycle/verify.ts';

/** More than are worth a thread. */
const MANY = 450;

function rawOf(key: KeyObject): Uint8Array<ArrayBuffer> {
	return fromBase64Url(key.export({ format: 'jwk' }).x ?? '');
}

function keysOf(count: number) {
	return Array.from({ length: count }, () => {
		const { publicKey, privateKey } = generateKeyPairSync('ed25519');
		return { raw: rawOf(publicKey), privateKey };
	});
}

/** Some signed well, some in every way that a signature can be wrong. */
function jobsOf(count: number): readonly SignatureJob[] {
	const keys = keysOf(3);
	return Array.from({ length: count }, (_, n): SignatureJob => {
		const [own, other] = [keys[n % 3], keys[(n + 1) % 3]];
		if (own === undefined || other === undefined) throw new Error('There are three keys.');
		const signed = new TextEncoder().encode(`event ${n}`);
		const signature = Uint8Array.from(sign(null, signed, own.privateKey));
		switch (n % 9) {
			case 1:
				return { key: other.raw, signature, signed };
			case 2:
				return {
					key: own.raw,
					signature: signature.with(n % 64, (signature[n % 64] ?? 0) ^ 1),
					signed,
				};
			case 3:
				return { key: own.raw, signature: signature.slice(0, 63), signed };
			case 4:
				return { key: own.raw, signature: new Uint8Array(), signed };
			case 5:
				return { key: own.raw.slice(1), signature, signed };
			case 6:
				return { key: own.raw, signature, signed: new Uint8Array() };
			case 7:
				// The neutral point as a key, and as the first half of a signature.
				return { key: neutral(32), signature: neutral(64), signed };
			default:
				return { key: own.raw, signature, signed };
		}
	});
}

function neutral(length: number): Uint8Array<ArrayBuffer> {
	return new Uint8Array(length).with(0, 1);
}

/** What the one strict verifier asks of WebCrypto. */
async function isGood({ key, signature, signed }: SignatureJob): Promise<boolean> {
	try {
		const known = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
		return await crypto.subtle.verify('Ed25519', known, signature, signed);
	} catch {
		return false;
	}
}

describe('signatures of a long log', () => {
	test.each([
		['on one processor', 1, MANY],
		['on two', 2, MANY],
		['on many', 16, MANY],
		['of a few', 2, 20],
		['of none', 2, 0],
	])('[CK25] are found as the one strict verifier finds them, %s', async (_, processors, count) => {
		using helping = createCheckThreads(processors);
		const jobs = jobsOf(count);
		const found = await createSignatureThreads(helping).begin(jobs)();
		const strict = await Promise.all(jobs.map(isGood));
		expect(found).toEqual(strict);
		expect(strict.filter(Boolean).length).toBeGreaterThanOrEqual(Math.floor(count / 9) * 2);
	});

	test('[CK25] are taken batch by batch', async () => {
		using helping = createCheckThreads(2);
		const threads = createSignatureThreads(helping);
		const [first, second] = [jobsOf(9), jobsOf(18)];
		const [one, other] = [threads.begin(first), threads.begin(second)];
		expect(await other()).toEqual(await Promise.all(second.map(isGood)));
		expect(await one()).toEqual(await Promise.all(first.map(isGood)));
	});
});

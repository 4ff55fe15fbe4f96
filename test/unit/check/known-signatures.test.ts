import { describe, expect, test } from 'vitest';
import { knowSignatures } from '#server/check/signing/known-signatures.ts';
import type { SignatureJob } from '#shared/lifecycle/verify.ts';
import { checksThat, createKept } from '#test/fixtures/signature-checks.ts';

describe('kept signatures', () => {
	const job: SignatureJob = {
		key: new Uint8Array(32).fill(1),
		signature: new Uint8Array(64).fill(2),
		signed: new Uint8Array(5).fill(3),
	};
	const { key, signature, signed } = job;

	test('[CK26] are not verified again, and what is found good beside them is kept', async () => {
		const pieces = createKept();
		const beside = { ...job, signed: new Uint8Array(6) };
		const { checks, asked } = checksThat(() => true);
		const known = knowSignatures(checks, pieces);
		expect(await known.begin([job])()).toEqual([true]);
		expect(await known.begin([beside, job])()).toEqual([true, true]);
		expect(await known.begin([job, beside])()).toEqual([true, true]);
		expect(asked).toEqual([[job], [beside], []]);
	});

	test('[CK26] are only those that were found good', async () => {
		const pieces = createKept();
		const no = checksThat(() => false);
		expect(await knowSignatures(no.checks, pieces).begin([job])()).toEqual([false]);
		expect(pieces.isNone()).toBe(true);
	});

	test.each<[string, SignatureJob]>([
		['another key', { ...job, key: new Uint8Array(32) }],
		['another signature', { ...job, signature: new Uint8Array(64) }],
		['other words', { ...job, signed: new Uint8Array(5) }],
		[
			'a signature that ends in the words',
			{ key, signature: bytes(signature, signed.slice(0, 1)), signed: signed.slice(1) },
		],
		[
			'words that begin in the signature',
			{ key, signature: signature.slice(1), signed: bytes(signature.slice(0, 1), signed) },
		],
		[
			'a key that ends in the signature',
			{
				key: bytes(key, signature.slice(0, 1)),
				signature: bytes(signature.slice(1), signed.slice(0, 1)),
				signed: signed.slice(1),
			},
		],
	])('[CK26] are never taken for %s, nor that for them', async (_, other) => {
		for (const [one, asked] of [
			[job, other],
			[other, job],
		] as const) {
			const pieces = createKept();
			await knowSignatures(checksThat(() => true).checks, pieces).begin([one])();
			const no = checksThat(() => false);
			expect(await knowSignatures(no.checks, pieces).begin([asked])()).toEqual([false]);
		}
	});
});

function bytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(parts.flatMap((part) => [...part]));
}

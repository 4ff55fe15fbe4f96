/**
 * Ed25519 signatures in memory that threads share: each thread takes the next one that nobody took,
 * until none is left, and notes what it found.
 */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { loadSodium } from '#server/check/signing/sodium.ts';
import type { SignatureJob } from '#shared/lifecycle/verify.ts';

/** What a thread is given. */
export interface Batch {
	/** How many were taken. */
	readonly taken: Int32Array<SharedArrayBuffer>;
	/** Of each job the place of its key, where its signature begins, where its words begin and end. */
	readonly places: Int32Array<SharedArrayBuffer>;
	/** By job: GOOD once it was found to be. */
	readonly found: Uint8Array<SharedArrayBuffer>;
	readonly bytes: Uint8Array<SharedArrayBuffer>;
	readonly keys: readonly Uint8Array<ArrayBuffer>[];
}

export const GOOD = 1;
const PLACES = 4;
/** Loading libsodium takes as long as it saves with these. */
const MANY = 400;

export function batchOf(jobs: readonly SignatureJob[]): Batch {
	const size = jobs.reduce(
		(sum, { signature, signed }) => sum + signature.length + signed.length,
		0,
	);
	const bytes = new Uint8Array(new SharedArrayBuffer(size));
	const places = new Int32Array(new SharedArrayBuffer(jobs.length * PLACES * 4));
	const keys = [...new Set(jobs.map(({ key }) => key))];
	const placeOf = new Map(keys.map((key, n) => [key, n]));
	let at = 0;
	for (const [n, { key, signature, signed }] of jobs.entries()) {
		bytes.set(signature, at);
		bytes.set(signed, at + signature.length);
		const words = at + signature.length;
		places.set([placeOf.get(key) ?? 0, at, words, words + signed.length], n * PLACES);
		at = words + signed.length;
	}
	const taken = new Int32Array(new SharedArrayBuffer(4));
	return { taken, places, found: new Uint8Array(new SharedArrayBuffer(jobs.length)), bytes, keys };
}

/**
 * Verifies what nobody took yet, as many as asked for; answers whether there may be more. Other threads
 * may do so at the same time.
 */
export function createVerifier({ taken, places, found, bytes, keys }: Batch) {
	const known = keys.map(keyFrom);
	const surelySigned = (found.length < MANY ? null : loadSodium()) ?? (() => false);
	return (most: number): boolean => {
		for (let done = 0; done < most; done++) {
			const n = Atomics.add(taken, 0, 1);
			if (n >= found.length) return false;
			const [at = 0, from = 0, words = 0, end = 0] = places.subarray(n * PLACES, (n + 1) * PLACES);
			const [signature, signed] = [bytes.slice(from, words), bytes.slice(words, end)];
			const isGood =
				surelySigned(keys[at], signature, signed) || isSigned(known[at], signature, signed);
			if (isGood) found[n] = GOOD;
		}
		return true;
	};
}

function isSigned(
	key: KeyObject | null | undefined,
	signature: Uint8Array,
	signed: Uint8Array,
): boolean {
	try {
		return key != null && verify(null, signed, key, signature);
	} catch {
		return false;
	}
}

export function keyFrom(raw: Uint8Array): KeyObject | null {
	try {
		const x = Buffer.from(raw).toString('base64url');
		return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
	} catch {
		return null;
	}
}

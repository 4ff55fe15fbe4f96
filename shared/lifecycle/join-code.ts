import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { DeviceKeys } from '#shared/lifecycle/event.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Hashing again and again costs a device 20 ms, and whoever wants to make other keys with the same
 * code ten days instead of a minute.
 */
const ROUNDS = 8192;

/**
 * What a new device shows and an owner types: 40 bits of a slow hash of its keys, as two groups of
 * four Crockford base-32 characters (`k3f9-x2m7`). A relay that swaps the keys changes the code.
 */
export function joinCodeOf(device: DeviceKeys): string {
	let hash = sha256(new TextEncoder().encode(`lintel/join/v1\0${canonicalJson(device)}`));
	for (let round = 1; round < ROUNDS; round++) hash = sha256(hash);
	let bits = 0n;
	for (const byte of hash.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
	const code = Array.from({ length: 8 }, (_, n) =>
		ALPHABET.charAt(Number((bits >> BigInt(35 - 5 * n)) & 31n)),
	).join('');
	return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** A code as a person typed it, in the form {@link joinCodeOf} gives: case, hyphens and look-alikes forgiven. */
export function readJoinCode(typed: string): string {
	const code = typed
		.toLowerCase()
		.replaceAll(/[^0-9a-z]/g, '')
		.replaceAll('o', '0')
		.replaceAll(/[il]/g, '1');
	return `${code.slice(0, 4)}-${code.slice(4)}`;
}

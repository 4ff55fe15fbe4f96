/**
 * An invitation by link: a secret in the address's fragment, which no server is sent.
 *
 * Whoever opens the link proves with it that these keys are the ones they made, so a relay can
 * neither let somebody else in nor swap the keys. The link may be read by others on its way: what
 * it gives is an author's role, until an owner has compared the device's fingerprint.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalJson } from '#shared/canonical-json.ts';
import { type Hash, hashOf } from '#shared/hash.ts';
import type { DeviceKeys } from '#shared/lifecycle/event.ts';
import type { Invite } from '#shared/lifecycle/invite-link.ts';

/** Shows that whoever made these keys, under this name, holds the link. */
export function proofOf({ secret, root }: Invite, device: DeviceKeys, name: string): Hash {
	const told = `lintel/invite/v1\0${canonicalJson({ root, device, name })}`;
	const encoder = new TextEncoder();
	return hexOf(hmac(sha256, encoder.encode(secret), encoder.encode(told)));
}

/** What two people compare, as six words, to know that they look at the same device. */
export function fingerprintOf(device: DeviceKeys): Hash {
	return hashOf(`lintel/device/v1\0${canonicalJson(device)}`);
}

function hexOf(bytes: Uint8Array): Hash {
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * WebAuthn, section 7.2, for one purpose: a passkey signs one event.
 *
 * The challenge is the event's id, the origin and rpId are the ones the passkey was enrolled with,
 * and the user was verified. A relay could show any page to a passkey of its own origin, so the
 * challenge is all that ties a touch to a decision.
 */

import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';
import { fromBase64Url } from '#shared/base64url.ts';
import { hashOf } from '#shared/hash.ts';
import type { Signature } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { PublicKey } from '#shared/lifecycle/public-key.ts';

export type Assertion = Extract<Signature, { alg: 'webauthn' }>;
type Passkey = Extract<PublicKey, { kind: 'passkey' }>;

const ClientData = z.object({
	type: z.literal('webauthn.get'),
	challenge: z.string(),
	origin: z.string(),
	crossOrigin: z.optional(z.boolean()),
});

/** rpIdHash (32), flags (1), signCount (4); extensions may follow. */
const AUTHENTICATOR_DATA = 37;
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;

/** What the browser is asked to sign: the bytes of the id's 64 hexadecimal digits' value. */
export function challengeOf(id: EventId): Uint8Array<ArrayBuffer> {
	return hexToBytes(id);
}

/** Whether this passkey signed exactly this event, with its user verified. */
export async function verifyAssertion(
	key: PublicKey,
	assertion: Assertion,
	id: EventId,
): Promise<boolean> {
	if (key.kind !== 'passkey') return false;
	try {
		const authenticator = fromBase64Url(assertion.authenticatorData);
		const client = fromBase64Url(assertion.clientDataJSON);
		if (!isForThis(key, client, id) || !isVerifiedUser(key, authenticator)) return false;
		const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', client));
		const signed = new Uint8Array([...authenticator, ...digest]);
		return await verifySignature(key, fromBase64Url(assertion.signature), signed);
	} catch {
		// Broken base64url, JSON or DER from outside is just a bad signature.
		return false;
	}
}

function isForThis(key: Passkey, client: Uint8Array, id: EventId): boolean {
	const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(client));
	const data = ClientData.safeParse(json).data;
	if (data === undefined || data.crossOrigin === true || data.origin !== key.origin) return false;
	const challenge = fromBase64Url(data.challenge);
	return challenge.length === 32 && challengeOf(id).every((byte, n) => byte === challenge[n]);
}

function isVerifiedUser(key: Passkey, authenticator: Uint8Array): boolean {
	if (authenticator.length < AUTHENTICATOR_DATA) return false;
	const rpIdHash = bytesToHex(authenticator.subarray(0, 32));
	const flags = authenticator[32] ?? 0;
	const both = USER_PRESENT | USER_VERIFIED;
	return rpIdHash === hashOf(key.rpId) && (flags & both) === both;
}

async function verifySignature(
	key: Passkey,
	signature: Uint8Array<ArrayBuffer>,
	signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
	const spki = fromBase64Url(key.spki);
	if (key.alg === -8) {
		const imported = await crypto.subtle.importKey('spki', spki, 'Ed25519', false, ['verify']);
		return crypto.subtle.verify('Ed25519', imported, signature, signed);
	}
	const curve = { name: 'ECDSA', namedCurve: 'P-256' };
	const imported = await crypto.subtle.importKey('spki', spki, curve, false, ['verify']);
	const ecdsa = { name: 'ECDSA', hash: 'SHA-256' };
	return crypto.subtle.verify(ecdsa, imported, fromDer(signature), signed);
}

/**
 * Authenticators give ECDSA signatures in DER, WebCrypto takes r and s as 32 bytes each. Strict:
 * throws on anything but two minimal positive integers that fill the sequence exactly.
 */
function fromDer(der: Uint8Array): Uint8Array<ArrayBuffer> {
	const length = der[1] ?? 0;
	if (der[0] !== 0x30 || length > 0x7f || der.length !== length + 2) throw new Error('Not DER.');
	const r = readInteger(der, 2);
	const s = readInteger(der, r.next);
	if (s.next !== der.length) throw new Error('Something follows the signature.');
	const raw = new Uint8Array(64);
	raw.set(r.bytes, 32 - r.bytes.length);
	raw.set(s.bytes, 64 - s.bytes.length);
	return raw;
}

function readInteger(der: Uint8Array, at: number): { bytes: Uint8Array; next: number } {
	const length = der[at + 1] ?? 0;
	const next = at + 2 + length;
	const [first = 0, second = 0] = der.slice(at + 2, next);
	const padded = first === 0 && length > 1;
	const minimal = !padded || second >= 0x80;
	if (der[at] !== 0x02 || length === 0 || next > der.length || first >= 0x80 || !minimal) {
		throw new Error('Not a positive integer.');
	}
	const bytes = der.slice(at + (padded ? 3 : 2), next);
	if (bytes.length > 32) throw new Error('The integer is too long.');
	return { bytes, next };
}

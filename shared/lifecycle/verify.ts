import { fromBase64Url } from '#shared/base64url.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { hashOf } from '#shared/hash.ts';
import {
	asVerified,
	type Envelope,
	signedBytesOf,
	type VerifiedEvent,
} from '#shared/lifecycle/envelope.ts';
import type { EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import { type KeyId, keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';
import { verifyAssertion } from '#shared/lifecycle/verify-assertion.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/**
 * The one strict verifier. It answers whether this key signed exactly this event; whether the key
 * may is the fold's question. `keyOf` knows the keys of other events; the ones that the event
 * itself enrols count only for `workspaceFounded`, which nothing stands before. `canonical` is the
 * event's canonical JSON and `id` its hash, for whoever has made them already.
 */
export async function verifyEnvelope(
	envelope: Envelope,
	keyOf: KeyOf,
	canonical = canonicalJson(envelope.event),
	id: EventId = hashOf(canonical),
): Promise<Result<VerifiedEvent, Refusal>> {
	const { event, sig } = envelope;
	const key = signingKeyOf(event, keyOf);
	if (key === null) {
		return err(
			refusal(
				'unknown-key',
				'Nothing in this log says whose key signed the event.',
				'Fetch the events that enrol this key first.',
			),
		);
	}
	const good =
		sig.alg === 'ed25519'
			? await isGood(jobOf(key, sig.value, event, canonical))
			: await verifyAssertion(key, sig, id);
	return good ? ok(asVerified(id, envelope)) : err(badSignature(id));
}

/**
 * An Ed25519 signature to hold against a key, as raw bytes; the same key is always the same object.
 */
export interface SignatureJob {
	readonly key: Bytes;
	readonly signature: Bytes;
	readonly signed: Bytes;
}

type Bytes = Uint8Array<ArrayBuffer>;
type KeyOf = (id: KeyId) => PublicKey | null;

/**
 * What an envelope comes down to, for whoever checks many at once: it is good if that is. Null where
 * it is no Ed25519 signature by a key that is known; then the one strict verifier has the answer.
 */
export function ed25519JobOf(
	{ event, sig }: Envelope,
	keyOf: KeyOf,
	canonical: string,
): SignatureJob | null {
	const key = sig.alg === 'ed25519' ? signingKeyOf(event, keyOf) : null;
	return key === null || sig.alg !== 'ed25519' ? null : jobOf(key, sig.value, event, canonical);
}

/** The keys that this event enrols, signing and access keys alike. */
export function keysIn(event: LifecycleEvent): readonly PublicKey[] {
	switch (event.type) {
		case 'workspaceFounded':
			return [...devices(event.device), ...devices(event.second)];
		case 'memberAdded':
		case 'deviceAdded':
			return devices(event.device);
		case 'relayAdded':
			return [event.key];
		default:
			return [];
	}
}

function devices(device: { key: PublicKey; access: PublicKey | null }): PublicKey[] {
	return device.access === null ? [device.key] : [device.key, device.access];
}

function signingKeyOf(event: LifecycleEvent, keyOf: KeyOf): PublicKey | null {
	const own = event.type === 'workspaceFounded' ? [event.device.key, event.second.key] : [];
	const key = own.find((key) => keyIdOf(key) === event.by.key) ?? keyOf(event.by.key);
	// A description proves itself: one that hashes to another id is not the key that was named.
	return key !== null && keyIdOf(key) === event.by.key ? key : null;
}

function jobOf(
	key: PublicKey,
	value: string,
	event: LifecycleEvent,
	canonical: string,
): SignatureJob | null {
	if (key.kind !== 'ed25519') return null;
	try {
		const signed = signedBytesOf(event, canonical);
		return { key: rawOf(key), signature: fromBase64Url(value), signed };
	} catch {
		// Whatever is no base64url, from outside that is just a bad signature.
		return null;
	}
}

async function isGood(job: SignatureJob | null): Promise<boolean> {
	if (job === null) return false;
	try {
		const key = await importOnce(job.key);
		return await crypto.subtle.verify('Ed25519', key, job.signature, job.signed);
	} catch {
		// WebCrypto throws on bytes that are no key; from outside that is just a bad signature.
		return false;
	}
}

/** A log has many events and few keys. A description never changes once it was parsed. */
const raws = new WeakMap<PublicKey, Bytes>();
const imported = new WeakMap<Bytes, Promise<CryptoKey>>();

function rawOf(key: Extract<PublicKey, { kind: 'ed25519' }>): Bytes {
	const raw = raws.get(key) ?? fromBase64Url(key.x);
	raws.set(key, raw);
	return raw;
}

function importOnce(raw: Bytes): Promise<CryptoKey> {
	const known = imported.get(raw);
	if (known !== undefined) return known;
	const fresh = crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
	imported.set(raw, fresh);
	return fresh;
}

function badSignature(id: EventId): Refusal {
	return refusal(
		'bad-signature',
		`The signature of event ${id.slice(0, 12)} is not its author's.`,
		'Nothing can repair it: whoever made the event has to sign it again.',
	);
}

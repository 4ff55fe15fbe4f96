/**
 * A LifecycleEvent with the signature that makes it count.
 *
 * The id is the SHA-256 of the event's canonical JSON (RFC 8785). An Ed25519 signature covers
 * `lintel/event/v1\0` followed by those bytes, so no other signed thing can pass for an event; a
 * WebAuthn assertion has the id as its challenge.
 */
import * as z from 'zod/mini';
import { Base64Url } from '#shared/base64url.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { hashOf } from '#shared/hash.ts';
import { type EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import type { Assurance } from '#shared/lifecycle/policy.ts';

export const EVENT_DOMAIN = 'lintel/event/v1\0';

export const Signature = z.discriminatedUnion('alg', [
	z.strictObject({ alg: z.literal('ed25519'), value: Base64Url }),
	z.strictObject({
		alg: z.literal('webauthn'),
		authenticatorData: Base64Url,
		clientDataJSON: Base64Url,
		signature: Base64Url,
	}),
]);
export type Signature = z.infer<typeof Signature>;

export const Envelope = z.strictObject({ event: LifecycleEvent, sig: Signature });
export type Envelope = z.infer<typeof Envelope>;

/** An event whose signature was checked: what the fold takes. `assurance` comes from `sig`. */
export interface VerifiedEvent {
	readonly id: EventId;
	readonly event: LifecycleEvent;
	readonly assurance: Assurance;
}

/** The event as it counts once its signature was checked. */
export function asVerified(id: EventId, { event, sig }: Envelope): VerifiedEvent {
	return { id, event, assurance: sig.alg === 'webauthn' ? 'presence' : 'device' };
}

export function eventIdOf(event: LifecycleEvent): EventId {
	return hashOf(canonicalJson(event));
}

/** The exact bytes an Ed25519 key signs for this event; `canonical` is its canonical JSON. */
export function signedBytesOf(
	event: LifecycleEvent,
	canonical = canonicalJson(event),
): Uint8Array<ArrayBuffer> {
	return encoder.encode(EVENT_DOMAIN + canonical);
}

const encoder = new TextEncoder();

/** A relay that hands out a decision in place of a nonce, and takes the answer for its signature. */
import { expect, test } from 'vitest';
import { toBase64Url } from '#shared/base64url.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { signedBytesOf } from '#shared/lifecycle/envelope.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';
import { keyIdOf } from '#shared/lifecycle/public-key.ts';
import { verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { TicketRequest, ticketBytesOf } from '#shared/protocol/ticket.ts';
import { createKey } from '#test/e2e/world/person.ts';
import { AT, STORY } from '#test/fixtures/events.ts';

async function createVictim() {
	const { privateKey, publicKey } = await createKey();
	const event: LifecycleEvent = {
		...{ v: 1, workspace: '0'.repeat(64), parents: [], at: AT, type: 'archived', artefact: STORY },
		by: { key: keyIdOf(publicKey) },
	};
	return { privateKey, publicKey, event };
}

test('[AT5] a signed nonce is no signature of an event, whatever the nonce and the origin say', async () => {
	const { privateKey, publicKey, event } = await createVictim();
	const wanted = new TextDecoder().decode(signedBytesOf(event));
	const [domain = '', rest = ''] = wanted.split('\0');
	const offers = [
		['http://localhost:4400', canonicalJson(event)],
		['http://localhost:4400', wanted],
		[domain, rest],
		['', wanted],
	] as const;
	for (const [origin, nonce] of offers) {
		// The worst that could be: one key for both, and a page that signs what it is given.
		const signed = await crypto.subtle.sign('Ed25519', privateKey, ticketBytesOf(origin, nonce));
		const value = toBase64Url(new Uint8Array(signed));
		const sealed = { event, sig: { alg: 'ed25519', value } } as const;
		expect(await verifyEnvelope(sealed, () => publicKey)).toMatchObject({
			error: { guard: 'bad-signature' },
		});
	}
	const honest = await crypto.subtle.sign('Ed25519', privateKey, signedBytesOf(event));
	const sig = { alg: 'ed25519', value: toBase64Url(new Uint8Array(honest)) } as const;
	expect(await verifyEnvelope({ event, sig }, () => publicKey)).toMatchObject({ ok: true });
});

test('[AT5] a nonce is too short to hold an event', async () => {
	const { event } = await createVictim();
	const request = { key: event.by.key, nonce: canonicalJson(event), signature: 'AA' };
	expect(TicketRequest.safeParse(request).success).toBe(false);
});

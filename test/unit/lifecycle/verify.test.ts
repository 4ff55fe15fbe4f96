import { describe, expect, test } from 'vitest';
import { toBase64Url } from '#shared/base64url.ts';
import { hashOf } from '#shared/hash.ts';
import { composeEvent } from '#shared/lifecycle/compose.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';
import { keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';
import { createDeviceSigner, sealEvent } from '#shared/lifecycle/sign.ts';
import { keysIn, verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { challengeOf } from '#shared/lifecycle/verify-assertion.ts';
import { AT, blob, memberId, STORY } from '#test/fixtures/events.ts';
import { createPasskey, type Touch } from '#test/fixtures/passkey.ts';

const ROOT = hashOf('root');

function archivedBy(key: PublicKey): LifecycleEvent {
	const head = { workspace: ROOT, heads: [ROOT], at: AT, by: { key: keyIdOf(key) } };
	return composeEvent(head, { type: 'archived', artefact: STORY });
}

async function createDevice() {
	const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
	const x = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
	const key: PublicKey = { kind: 'ed25519', x };
	return { key, signer: createDeviceSigner(pair.privateKey, key) };
}

describe('a device signature', () => {
	test('proves a device', async () => {
		const { key, signer } = await createDevice();
		const event = archivedBy(key);
		const verified = await verifyEnvelope(await sealEvent(signer, event), () => key);
		expect(verified).toEqual({
			ok: true,
			value: { id: eventIdOf(event), event, assurance: 'device' },
		});
	});

	// covers: ac_7384d8khqe
	test('covers every word of the event', async () => {
		const { key, signer } = await createDevice();
		const sealed = await sealEvent(signer, archivedBy(key));
		const changed = { ...sealed, event: { ...sealed.event, at: '2020-01-01T00:00:00Z' } };
		expect(await verifyEnvelope(changed, () => key)).toMatchObject({
			ok: false,
			error: { guard: 'bad-signature' },
		});
	});

	test('of the bare text, without the domain in front, is refused', async () => {
		const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
		const x = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
		const key: PublicKey = { kind: 'ed25519', x };
		const event = archivedBy(key);
		const bare = new TextEncoder().encode(JSON.stringify(event));
		const value = toBase64Url(
			new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, bare)),
		);
		const forged = await verifyEnvelope({ event, sig: { alg: 'ed25519', value } }, () => key);
		expect(forged.ok).toBe(false);
	});

	test('of another key is refused, also where the reader is handed that key', async () => {
		const good = await createDevice();
		const bad = await createDevice();
		const event = archivedBy(good.key);
		const forged: Envelope = { event, sig: await bad.signer.sign(event) };
		expect(await verifyEnvelope(forged, () => good.key)).toMatchObject({
			error: { guard: 'bad-signature' },
		});
		expect(await verifyEnvelope(forged, () => bad.key)).toMatchObject({
			error: { guard: 'unknown-key' },
		});
	});

	test('of a key nobody knows is refused', async () => {
		const { key, signer } = await createDevice();
		const sealed = await sealEvent(signer, archivedBy(key));
		expect(await verifyEnvelope(sealed, () => null)).toMatchObject({
			error: { guard: 'unknown-key' },
		});
	});

	test('that is no signature at all is refused, not thrown', async () => {
		const { key } = await createDevice();
		for (const value of ['', 'AAAA', 'A', '-'.repeat(86)]) {
			const envelope: Envelope = { event: archivedBy(key), sig: { alg: 'ed25519', value } };
			expect((await verifyEnvelope(envelope, () => key)).ok).toBe(false);
		}
	});

	test('is not made for an event that names another key', async () => {
		const { signer } = await createDevice();
		const { key } = await createDevice();
		await expect(sealEvent(signer, archivedBy(key))).rejects.toThrow('not the one');
	});

	test('founds a workspace with a key that founding enrols', async () => {
		const { key, signer } = await createDevice();
		const second = (await createDevice()).key;
		const head = { workspace: null, heads: [], at: AT, by: { key: keyIdOf(key) } };
		const event = composeEvent(head, {
			type: 'workspaceFounded',
			member: memberId('ada'),
			name: blob('ada'),
			device: { key, access: null },
			second: { key: second, access: null },
			nonce: 'A'.repeat(22),
		});
		expect(keysIn(event)).toEqual([key, second]);
		expect((await verifyEnvelope(await sealEvent(signer, event), () => null)).ok).toBe(true);
	});
});

describe('a passkey assertion', () => {
	test('proves presence', async () => {
		const { key, touch } = await createPasskey();
		const envelope = await touch(archivedBy(key));
		expect(await verifyEnvelope(envelope, () => key)).toMatchObject({
			ok: true,
			value: { assurance: 'presence' },
		});
	});

	test.each<[string, Partial<Touch>]>([
		['from another origin', { origin: 'http://localhost:4401' }],
		['for another challenge', { challenge: toBase64Url(challengeOf(hashOf('other'))) }],
		['without the user verified', { flags: 0x01 }],
		['without the user present', { flags: 0x04 }],
		['for another rpId', { rpId: 'evil.example' }],
		['that is a registration', { type: 'webauthn.create' }],
	])('%s is refused', async (_, change) => {
		const { key, touch } = await createPasskey();
		const envelope = await touch(archivedBy(key), change);
		expect(await verifyEnvelope(envelope, () => key)).toMatchObject({
			error: { guard: 'bad-signature' },
		});
	});

	test('for one event is refused for another', async () => {
		const { key, touch } = await createPasskey();
		const { sig } = await touch(archivedBy(key));
		const event = { ...archivedBy(key), at: '2026-11-22T10:00:00Z' };
		expect((await verifyEnvelope({ event, sig }, () => key)).ok).toBe(false);
	});

	test('of one key does not pass for another’s, nor for a device’s', async () => {
		const mine = await createPasskey();
		const other = await createPasskey();
		const { sig } = await other.touch(archivedBy(mine.key));
		const forged = await verifyEnvelope({ event: archivedBy(mine.key), sig }, () => mine.key);
		expect(forged.ok).toBe(false);
		const device = await createDevice();
		const mixed = await mine.touch(archivedBy(device.key));
		expect((await verifyEnvelope(mixed, () => device.key)).ok).toBe(false);
	});

	test('with a mangled signature is refused, not thrown', async () => {
		const { key, touch } = await createPasskey();
		const { event, sig } = await touch(archivedBy(key));
		if (sig.alg !== 'webauthn') throw new Error('A passkey makes assertions.');
		for (const signature of ['', 'MAA', `${sig.signature}AA`, sig.signature.slice(0, -4)]) {
			const envelope: Envelope = { event, sig: { ...sig, signature } };
			expect((await verifyEnvelope(envelope, () => key)).ok).toBe(false);
		}
	});
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDeviceKeys, readDeviceKeys } from '#client/keys/device-keys.ts';
import { mintRecovery, readRecovery } from '#client/keys/recovery.ts';
import { rootWordsOf } from '#client/keys/root-words.ts';
import { Database } from '#client/sync/database.ts';
import { hashOf } from '#shared/hash.ts';
import { composeEvent } from '#shared/lifecycle/compose.ts';
import { keyIdOf } from '#shared/lifecycle/public-key.ts';
import { sealEvent } from '#shared/lifecycle/sign.ts';
import { verifyEnvelope } from '#shared/lifecycle/verify.ts';

const ROOT = hashOf('a workspace');

let db: Database;
beforeEach(() => {
	db = new Database(`test-${crypto.randomUUID()}`);
});
afterEach(() => db.delete());

function archived(key: string) {
	const head = { workspace: ROOT, heads: [ROOT], at: '2026-11-22T09:00:00.000Z', by: { key } };
	return composeEvent(head, { type: 'archived', artefact: 'st_0000000001' });
}

test('[CL6] a device makes two different keys, once, and signs events with one', async () => {
	expect(await readDeviceKeys(db)).toBeNull();
	const made = await makeDeviceKeys(db);
	const again = await makeDeviceKeys(db);
	expect(again.signer.keyId).toBe(made.signer.keyId);
	expect(again.access.keyId).not.toBe(made.signer.keyId);
	const envelope = await sealEvent(again.signer, archived(again.signer.keyId));
	const verified = await verifyEnvelope(envelope, (id) =>
		id === keyIdOf(made.device.key) ? made.device.key : null,
	);
	expect(verified.ok).toBe(true);
});

test('[CL6] neither private key can be read out of the browser', async () => {
	await makeDeviceKeys(db);
	for (const row of await db.keys.toArray()) {
		expect(row.privateKey.extractable).toBe(false);
		await expect(crypto.subtle.exportKey('pkcs8', row.privateKey)).rejects.toThrow();
	}
});

test('[CL7] twelve words give the same keys on any device, however they are typed', async () => {
	const { words, keys } = await mintRecovery((count) =>
		crypto.getRandomValues(new Uint8Array(count)),
	);
	expect(words.split(' ')).toHaveLength(12);
	const inLines = `  ${words.toUpperCase().replaceAll(' ', ',\n')} `;
	const numbered = words.split(' ').map((word, at) => `${at + 1}. ${word}`);
	for (const typed of [inLines, numbered.join('\n')]) {
		const read = await readRecovery(typed);
		if (!read.ok) throw new Error(read.error.reason);
		expect(read.value.signer.keyId).toBe(keys.signer.keyId);
		expect(read.value.access.keyId).toBe(keys.access.keyId);
	}
	const envelope = await sealEvent(keys.signer, archived(keys.signer.keyId));
	expect((await verifyEnvelope(envelope, () => keys.device.key)).ok).toBe(true);
});

test('[CL19] what is wrong with other words is said', async () => {
	const right = `${'abandon '.repeat(11)}about`;
	expect((await readRecovery(right)).ok).toBe(true);
	const reasons: Record<string, RegExp> = {
		[right.replace('about', 'abuot')]: /“abuot” is none of the words/,
		'abandon about': /twelve recovery words, and you typed 2/,
		[`about ${'abandon '.repeat(11)}`]: /do not belong together/,
	};
	for (const [typed, reason] of Object.entries(reasons)) {
		const read = await readRecovery(typed);
		expect(read).toMatchObject({ ok: false, error: { reason: expect.stringMatching(reason) } });
	}
});

test('a root reads as the same six words everywhere', async () => {
	const words = await rootWordsOf('0'.repeat(64));
	expect(words).toEqual(Array.from({ length: 6 }, () => 'abandon'));
	expect(await rootWordsOf(ROOT)).toHaveLength(6);
	expect(await rootWordsOf(ROOT)).not.toEqual(await rootWordsOf(hashOf('another')));
});

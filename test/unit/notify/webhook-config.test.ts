import fs, { readdirSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createWebhookFile } from '#server/notify/webhook-config.ts';
import { createTemporaryFolder } from '#test/temporary-folder.ts';

const CONFIG = {
	url: 'https://chat.example.com/hooks/one',
	secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
	private: false,
	addedAt: '2026-11-22T09:00:00.000Z',
};

test('[NO9] a webhook is kept whole, and for its owner alone', () => {
	using folder = createTemporaryFolder();
	const file = createWebhookFile(fs, folder.file('webhooks/shop.json'));
	expect(file.read()).toBeNull();
	file.write(CONFIG);
	expect(file.read()).toEqual(CONFIG);
	expect(readdirSync(folder.file('webhooks'))).toEqual(['shop.json']);
	expect(statSync(folder.file('webhooks/shop.json')).mode & 0o077).toBe(0);
	expect(statSync(folder.file('webhooks')).mode & 0o077).toBe(0);
});

test('[NO9] one that somebody wrote no address into is none', () => {
	using folder = createTemporaryFolder();
	const path = folder.file('shop.json');
	writeFileSync(path, JSON.stringify({ ...CONFIG, url: 'chat.example.com/hooks' }));
	expect(createWebhookFile(fs, path).read()).toBeNull();
});

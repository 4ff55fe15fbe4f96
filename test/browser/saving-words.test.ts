import { expect, test } from 'vitest';
import { Status } from '#client/state/status.svelte.ts';
import { Database } from '#client/sync/database.ts';
import { createDocStore } from '#client/sync/doc-store.ts';
import { createLogStore } from '#client/sync/log-store.ts';

test('[CL17] a key changes what is said of saving, and nothing that says who and where one is', async () => {
	const db = new Database(`test-${crypto.randomUUID()}`);
	const unstored = { waiting: 0, failing: false };
	const status = new Status({
		docs: createDocStore(db),
		log: createLogStore(db),
		unstored: () => unstored,
	});
	status.take('live', null);
	const before = status.changes.version;
	expect(status.saved.state).toBe('relay');
	unstored.waiting = 1;
	status.edited();
	expect(status.saved).toMatchObject({ state: 'page', pending: 2 });
	unstored.waiting = 0;
	status.sent('stories');
	expect(status.saved.state).toBe('sent');
	await expect.poll(() => status.saved.state).toBe('relay');
	expect(status.changes.version).toBe(before);
	status.take('offline', null);
	expect(status.changes.version).toBe(before + 1);
	await db.delete();
});

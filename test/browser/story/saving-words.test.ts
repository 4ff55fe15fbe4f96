import { expect, test } from 'vitest';
import { Status } from '#client/state/status.svelte.ts';
import { Database } from '#client/sync/database.ts';
import { createDocStore } from '#client/sync/doc-store.ts';
import { createLogStore } from '#client/sync/log-store.ts';
import type { Observed } from '#shared/protocol/log.ts';

test('[CL17] a key changes what is said of saving, and nothing that says who and where one is', async () => {
	const db = new Database(`test-${crypto.randomUUID()}`);
	const unstored = { waiting: 0, failing: false as const };
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

test('[AD14] what was known holds until the relay has looked again, and without the relay', async () => {
	const db = new Database(`test-${crypto.randomUUID()}`);
	const [docs, log] = [createDocStore(db), createLogStore(db)];
	const unstored = () => ({ waiting: 0, failing: false as const });
	const status = new Status({ docs, log, unstored });
	const seen: Observed = {
		...{ type: 'observed', checkout: null, at: '2026-11-23T07:00:00Z', preset: 'typescript' },
		...{ implemented: [], findings: [], unsaved: 0 },
	};
	status.observe({ ...seen, known: ['a', 'b'] });
	status.observe({ ...seen, unsaved: 1 });
	expect(status.observed).toEqual({ ...seen, unsaved: 1, known: ['a', 'b'] });
	const later = new Status({ docs, log, unstored });
	await later.recall();
	expect(later.observed?.known).toEqual(['a', 'b']);
	status.observe({ ...seen, known: [] });
	expect(status.observed?.known).toEqual([]);
	await db.delete();
});

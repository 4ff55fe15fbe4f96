import { afterEach, describe, expect, test } from 'vitest';
import { Database } from '#client/sync/database.ts';
import { createDocStore } from '#client/sync/doc-store.ts';
import { createReplicas } from '#client/sync/replicas.svelte.ts';
import { createTabBus } from '#client/sync/tab-bus.ts';
import { createTabLeadership } from '#client/sync/tab-leadership.ts';
import { createTabSync } from '#client/sync/tab-sync.ts';
import { createWriteBehind } from '#client/sync/write-behind.ts';

const clean: (() => unknown)[] = [];
afterEach(async () => {
	for (const end of clean.splice(0).reverse()) await end();
});

/** A tab: its own documents and channel over a database that all tabs share. */
function tab(slug: string, name: string) {
	const db = new Database(slug);
	const docs = createDocStore(db);
	const writer = createWriteBehind(docs, () => {});
	const replicas = createReplicas(docs, writer);
	const bus = createTabBus(slug, name);
	const tabs = createTabSync(replicas, bus);
	clean.push(() => {
		tabs.close();
		bus.close();
		replicas.close();
		db.close();
	});
	return { db, writer, replicas, tabs };
}

describe('tabs', () => {
	test('[OF6] one leads, and when it closes the next one takes over', async () => {
		const lock = crypto.randomUUID();
		const led: string[] = [];
		const first = createTabLeadership(lock, () => led.push('first'));
		await expect.poll(() => led).toEqual(['first']);
		const second = createTabLeadership(lock, () => led.push('second'));
		const third = createTabLeadership(lock, () => led.push('third'));
		clean.push(() => third.close());
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(led).toEqual(['first']);
		first.close();
		await expect.poll(() => led).toEqual(['first', 'second']);
		second.close();
		await expect.poll(() => led).toEqual(['first', 'second', 'third']);
		expect([first.leads, second.leads, third.leads]).toEqual([false, false, true]);
	});

	test('[OF7] an edit in one shows in the other, and is stored once', async () => {
		const slug = `test-${crypto.randomUUID()}`;
		const [ada, other] = [tab(slug, 'a'), tab(slug, 'b')];
		const here = await ada.replicas.loaded('design:cp_0000000001');
		const there = await other.replicas.loaded('design:cp_0000000001');
		here.doc.getText('markdown').insert(0, 'Keeps drafts.');
		await expect.poll(() => there.doc.getText('markdown').toString()).toBe('Keeps drafts.');
		await Promise.all([ada.writer.flush(), other.writer.flush()]);
		expect(await ada.db.updates.count()).toBe(1);
	});

	test('[OF7] presence shows in the other tab, and ends with the tab', async () => {
		const slug = `test-${crypto.randomUUID()}`;
		const [ada, other] = [tab(slug, 'a'), tab(slug, 'b')];
		const [here, there] = [ada.replicas.of('stories'), other.replicas.of('stories')];
		other.tabs.sharePresence(there);
		ada.tabs.sharePresence(here);
		here.awareness.setLocalState({ where: 'st_0000000001' });
		await expect
			.poll(() => there.awareness.getStates().get(here.doc.clientID))
			.toEqual({ where: 'st_0000000001' });
		ada.tabs.close();
		await expect.poll(() => there.awareness.getStates().has(here.doc.clientID)).toBe(false);
	});

	test('[OF25] what a tab of another version says is left where it cannot be read', async () => {
		const slug = `test-${crypto.randomUUID()}`;
		const [ada, other] = [tab(slug, 'a'), tab(slug, 'b')];
		const here = await ada.replicas.loaded('stories');
		const there = await other.replicas.loaded('stories');
		const newer = new BroadcastChannel(slug);
		clean.push(() => newer.close());
		const strange = [null, 'hello', { type: 'unheardOf' }, { type: 'update', doc: 'stories' }];
		for (const message of strange) newer.postMessage(message);
		here.doc.getText('notes').insert(0, 'Keeps drafts.');
		await expect.poll(() => there.doc.getText('notes').toString()).toBe('Keeps drafts.');
	});

	test('[OF25] a tab writes on, and opens anew, where a newer one upgraded the database', async () => {
		const slug = `test-${crypto.randomUUID()}`;
		const ada = tab(slug, 'a');
		const { doc } = await ada.replicas.loaded('stories');
		doc.getText('notes').insert(0, 'Before. ');
		await ada.writer.flush();
		await upgrade(ada.db.name);
		doc.getText('notes').insert(0, 'After. ');
		await ada.writer.flush();
		expect([ada.writer.waiting, ada.writer.failing]).toEqual([0, false]);
		const again = await tab(slug, 'b').replicas.loaded('stories');
		expect(again.doc.getText('notes').toString()).toBe('After. Before. ');
	});
});

/** What a tab of a later version does when it opens the database. */
function upgrade(name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open(name, 9_990);
		opening.onupgradeneeded = () => opening.result.createObjectStore('later');
		opening.onerror = () => reject(opening.error);
		opening.onsuccess = () => {
			opening.result.close();
			resolve();
		};
	});
}

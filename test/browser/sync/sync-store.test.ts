import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Database } from '#client/sync/database.ts';
import { createDocStore, type DocStore } from '#client/sync/doc-store.ts';
import { createReplicas } from '#client/sync/replicas.svelte.ts';
import { createWriteBehind } from '#client/sync/write-behind.ts';
import { hashOf } from '#shared/hash.ts';

const GENERATION = hashOf('one founding');
const OTHER = hashOf('another founding');
const THIRD = hashOf('a third founding');

let db: Database;
let docs: DocStore;

beforeEach(() => {
	db = new Database(`test-${crypto.randomUUID()}`);
	docs = createDocStore(db);
});
afterEach(() => db.delete());

function updateOf(write: (doc: Y.Doc) => void): Uint8Array {
	const doc = new Y.Doc();
	write(doc);
	return Y.encodeStateAsUpdate(doc);
}

function textOf(updates: readonly Uint8Array[]): string {
	const doc = new Y.Doc();
	for (const update of updates) Y.applyUpdate(doc, update);
	return doc.getText('markdown').toString();
}

async function keep(text: string, mine: boolean, generation = GENERATION): Promise<void> {
	const update = updateOf((doc) => doc.getText('markdown').insert(0, text));
	await docs.append([{ doc: 'design:cp_0000000001', generation, update, mine }]);
}

describe('documents on this device', () => {
	const name = 'design:cp_0000000001';

	async function carryOver(): Promise<void> {
		const carried = await docs.carried(name);
		if (carried !== null) await docs.carriedOver(name, carried);
	}

	test('[OF1] an edit is in the database a moment after it was made', async () => {
		const writer = createWriteBehind(docs, () => {});
		const replicas = createReplicas(docs, writer);
		const replica = await replicas.loaded(name);
		replica.doc.getText('markdown').insert(0, 'Keeps drafts.');
		expect(writer.waiting).toBe(1);
		await expect.poll(() => writer.waiting).toBe(0);
		const again = createReplicas(
			docs,
			createWriteBehind(docs, () => {}),
		);
		const { doc } = await again.loaded(name);
		expect(doc.getText('markdown').toString()).toBe('Keeps drafts.');
	});

	test('[OF1] a burst becomes few rows, and all of it is there', async () => {
		const writer = createWriteBehind(docs, () => {});
		const replicas = createReplicas(docs, writer);
		const { doc } = await replicas.loaded(name);
		for (let n = 0; n < 500; n++) doc.getText('markdown').insert(n, 'x');
		await writer.flush();
		expect(await db.updates.count()).toBeLessThan(20);
		const stored = await docs.load(name);
		expect(textOf(stored?.updates ?? [])).toBe('x'.repeat(500));
	});

	test('[OF9] own rows are unsent until the relay has acknowledged them', async () => {
		await keep('From the relay. ', false);
		await keep('From here. ', true);
		expect((await docs.unsent()).get(name)).toBe(1);
		const { newest } = await docs.mine(name, GENERATION);
		await keep('Later. ', true);
		await docs.acknowledge(name, newest);
		expect((await docs.unsent()).get(name)).toBe(1);
		await docs.acknowledge(name, (await docs.mine(name, GENERATION)).newest);
		expect((await docs.unsent()).size).toBe(0);
	});

	test('[OF13] a long history is folded into one snapshot that reads the same', async () => {
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (let n = 0; n < 300; n++) doc.getText('markdown').insert(n, String(n % 10));
		for (const update of updates)
			await docs.append([{ doc: name, generation: GENERATION, update, mine: true }]);
		await docs.compact(name);
		expect(await db.updates.count()).toBe(300);
		await docs.acknowledge(name, (await docs.mine(name, GENERATION)).newest);
		await docs.compact(name);
		expect(await db.updates.count()).toBe(0);
		expect(textOf((await docs.load(name))?.updates ?? [])).toBe(doc.getText('markdown').toString());
	});

	test('[OF8] a new founding keeps aside what the relay never had', async () => {
		await keep('Shared. ', true);
		await docs.acknowledge(name, (await docs.mine(name, GENERATION)).newest);
		await keep('Unsent. ', true);
		const { updates } = (await docs.load(name)) ?? { updates: [] };
		await docs.startOver(name, OTHER, Y.mergeUpdates([...updates]));
		expect((await docs.load(name))?.generation).toBe(OTHER);
		const carried = await docs.carried(name);
		expect(textOf(carried ? [carried.base] : [])).toBe('Shared. ');
		expect(textOf(carried ? [carried.mine] : [])).toMatch(/^(Shared. Unsent. |Unsent. Shared. )$/);
	});

	test('[OF8] [OF21] what a tab stores late of an earlier founding is carried over, and counts until it is', async () => {
		await keep('Old. ', true);
		const nothing = updateOf(() => {});
		await docs.startOver(name, OTHER, nothing);
		await carryOver();
		expect(await docs.carried(name)).toBeNull();
		expect((await docs.unsent()).size).toBe(0);
		await keep('Late. ', true, GENERATION);
		expect(textOf((await docs.load(name))?.updates ?? [])).toBe('');
		const carried = await docs.carried(name);
		expect(textOf(carried ? [carried.base] : [])).toBe('Old. ');
		expect(textOf(carried ? [carried.mine] : [])).toContain('Late. ');
		expect((await docs.unsent()).get(name)).toBe(1);
	});

	test('[OF21] what a tab stores late of a founding before the last is carried over, apart from the last', async () => {
		await keep('Old. ', true);
		await docs.startOver(
			name,
			OTHER,
			updateOf(() => {}),
		);
		await carryOver();
		await docs.startOver(
			name,
			THIRD,
			updateOf(() => {}),
		);
		await carryOver();
		await keep('Late. ', true, GENERATION);
		const carried = await docs.carried(name);
		expect(textOf(carried ? [carried.base] : [])).toBe('Old. ');
		expect(textOf(carried ? [carried.mine] : [])).toContain('Late. ');
		expect((await docs.unsent()).get(name)).toBe(1);
		await carryOver();
		expect((await docs.unsent()).size).toBe(0);
	});
});

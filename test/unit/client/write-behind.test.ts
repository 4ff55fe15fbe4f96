import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DocStore, PendingUpdate } from '#client/sync/doc-store.ts';
import { createWriteBehind } from '#client/sync/write-behind.ts';
import { hashOf } from '#shared/hash.ts';
import { emptyStore } from '#test/browser/empty-store.ts';

test('[OF19] what could not be stored with a decision waits on the page, and is stored later', async () => {
	const stored: PendingUpdate[] = [];
	const store: DocStore = { ...emptyStore, append: async (batch) => void stored.push(...batch) };
	const writer = createWriteBehind(store, () => {});
	const update = Y.encodeStateAsUpdate(new Y.Doc());
	writer.add({ doc: 'stories', generation: hashOf('a generation'), update, mine: true });
	const full = writer.giveTo(async () => {
		throw new Error('The disk is full.');
	});
	expect(writer.waiting).toBe(1);
	await expect(full).rejects.toThrow('The disk is full.');
	expect(writer.waiting).toBe(1);
	await writer.flush();
	expect(stored).toMatchObject([{ doc: 'stories', mine: true }]);
	expect(writer.waiting).toBe(0);
});

test('[OF1] a page that goes in the middle of a write has asked for the next one', () => {
	const asked: (readonly PendingUpdate[])[] = [];
	const append = (batch: readonly PendingUpdate[]) => {
		asked.push(batch);
		return new Promise<void>(() => {});
	};
	const writer = createWriteBehind({ ...emptyStore, append }, () => {});
	const update = Y.encodeStateAsUpdate(new Y.Doc());
	for (const doc of ['stories', 'contexts']) {
		writer.add({ doc, generation: hashOf('a generation'), update, mine: true });
		void writer.flush();
	}
	expect(asked.flat().map(({ doc }) => doc)).toEqual(['stories', 'contexts']);
});

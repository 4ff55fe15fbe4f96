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

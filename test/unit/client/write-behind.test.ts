import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { DocStore, PendingUpdate } from '#client/sync/doc-store.ts';
import { createWriteBehind } from '#client/sync/write-behind.ts';
import { hashOf } from '#shared/hash.ts';
import { emptyStore } from '#test/browser/world/empty-store.ts';

test('[OF19] what could not be stored with a decision waits on the page, and is stored later', async () => {
	const stored: PendingUpdate[] = [];
	const append = async (batch: readonly PendingUpdate[]) => {
		stored.push(...batch);
		return [];
	};
	const store: DocStore = { ...emptyStore, append };
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
		return new Promise<never>(() => {});
	};
	const writer = createWriteBehind({ ...emptyStore, append }, () => {});
	const update = Y.encodeStateAsUpdate(new Y.Doc());
	for (const doc of ['stories', 'contexts']) {
		writer.add({ doc, generation: hashOf('a generation'), update, mine: true });
		void writer.flush();
	}
	expect(asked.flat().map(({ doc }) => doc)).toEqual(['stories', 'contexts']);
});

test('[OF1] what was typed is asked to be stored before the next key, what others typed is gathered', () => {
	vi.useFakeTimers();
	const asked: string[] = [];
	const append = async (batch: readonly PendingUpdate[]) => {
		asked.push(...batch.map(({ doc }) => doc));
		return [];
	};
	const writer = createWriteBehind({ ...emptyStore, append }, () => {});
	const update = Y.encodeStateAsUpdate(new Y.Doc());
	const generation = hashOf('a generation');
	writer.add({ doc: 'contexts', generation, update, mine: false });
	vi.advanceTimersByTime(50);
	expect(asked).toEqual([]);
	writer.add({ doc: 'stories', generation, update, mine: true });
	vi.advanceTimersByTime(25);
	expect(asked).toEqual(['contexts', 'stories']);
	vi.useRealTimers();
});

test('[OF21] words of a founding that was left are told of', async () => {
	const late: string[] = [];
	const store: DocStore = { ...emptyStore, append: async () => ['stories'] };
	const writer = createWriteBehind(
		store,
		() => {},
		(doc) => late.push(doc),
	);
	const update = Y.encodeStateAsUpdate(new Y.Doc());
	writer.add({ doc: 'stories', generation: hashOf('a generation'), update, mine: true });
	await writer.flush();
	expect(late).toEqual(['stories']);
});

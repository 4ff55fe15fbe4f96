import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { FROM_TAB } from '#client/sync/replica.ts';
import { createReplicas } from '#client/sync/replicas.svelte.ts';
import { hashOf } from '#shared/hash.ts';
import { emptyStore } from '#test/browser/world/empty-store.ts';

test('[OF17] what another tab types while a document is read from the database takes nothing away', async () => {
	const generation = hashOf('a generation');
	const written = new Y.Doc();
	written.getText('markdown').insert(0, 'Stored before. ');
	const stored = { generation, updates: [Y.encodeStateAsUpdate(written)], unsent: 0 };
	const store = { ...emptyStore, load: async () => stored };
	const replicas = createReplicas(store, { add: () => {} });

	const replica = replicas.of('stories');
	written.on('update', (update: Uint8Array) => {
		replica.generation ??= generation;
		Y.applyUpdate(replica.doc, update, FROM_TAB);
	});
	written.getText('markdown').insert(15, 'Typed meanwhile.');
	await replicas.loaded('stories');
	expect(replica.doc.getText('markdown').toString()).toBe('Stored before. Typed meanwhile.');
	replicas.close();
});

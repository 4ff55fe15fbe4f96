import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { Designs } from '#client/state/artefact/designs.svelte.ts';
import { Database } from '#client/sync/database.ts';
import { createDocStore } from '#client/sync/doc-store.ts';
import { createNewGeneration } from '#client/sync/new-generation.ts';
import { createPrefetch } from '#client/sync/prefetch.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import { applyFromRelay, createReplicas } from '#client/sync/replicas.svelte.ts';
import { createWriteBehind } from '#client/sync/write-behind.ts';
import { fromBase64Url, toBase64Url } from '#shared/base64url.ts';
import { designDocName } from '#shared/doc/doc-name.ts';
import { type Hash, hashOf } from '#shared/hash.ts';
import { ComponentId } from '#shared/id.ts';
import { DocSyncRequest } from '#shared/protocol/api.ts';
import { textHashOf } from '#shared/protocol/text-hash.ts';
import { refusal } from '#shared/refusal.ts';
import { err, ok } from '#shared/result.ts';
import { emptyStore } from '#test/browser/world/empty-store.ts';

const NAME = 'design:cp_0000000001';
const ME = { kind: 'person' as const, id: 'here' };

let db: Database;
beforeEach(() => {
	db = new Database(`test-${crypto.randomUUID()}`);
});
afterEach(() => db.delete());

/** The relay's side of one document, as its HTTP API answers. */
function relay(generation: Hash, text: string) {
	const doc = new Y.Doc();
	doc.getText('markdown').insert(0, text);
	const asked: string[] = [];
	const answer = (path: string, body: unknown): unknown => {
		asked.push(path);
		if (path === 'docs') {
			const stateVector = toBase64Url(Y.encodeStateVector(doc));
			return [{ name: NAME, generation, stateVector, textHash: textHashOf(NAME, doc) }];
		}
		const request = DocSyncRequest.parse(body);
		if (request.generation !== null && request.generation !== generation) return null;
		if (request.update !== null) Y.applyUpdate(doc, fromBase64Url(request.update));
		const update = Y.encodeStateAsUpdate(doc, fromBase64Url(request.stateVector));
		return { generation, update: toBase64Url(update), durable: true };
	};
	const api: RelayApi = {
		setAccess: () => {},
		ticket: async () => ok('ticket'),
		async ask(path, schema, request) {
			const said = answer(path, request?.body);
			return said === null ? err(refusal('generation', '', '')) : ok(schema.parse(said));
		},
	};
	return { doc, api, asked, read: () => doc.getText('markdown').toString() };
}

function device(api: RelayApi) {
	const docs = createDocStore(db);
	const writeBehind = createWriteBehind(docs, () => {});
	const replicas = createReplicas(docs, writeBehind);
	const parts = { docs, replicas, writeBehind };
	const generations = createNewGeneration({
		...parts,
		slug: 'shop',
		edits: ME,
		tabs: { announceReplaced() {} },
	});
	const prefetch = createPrefetch({
		...{ ...parts, api },
		isLive: () => false,
		mark: () => {},
		onSent: () => {},
		...{ startOver: generations.startOver, carry: generations.carry },
		onDurable: () => {},
	});
	const read = () => replicas.of(NAME).doc.getText('markdown').toString();
	return { ...parts, prefetch, read };
}

describe('documents that nobody has open', () => {
	test('[OF12] what the relay has comes here, and what was written here goes there', async () => {
		const there = relay(hashOf('one'), 'Keeps drafts.');
		const { prefetch, read, replicas, docs } = device(there.api);
		await prefetch.run();
		expect(read()).toBe('Keeps drafts.');
		replicas.of(NAME).doc.getText('markdown').insert(13, ' Offline too.');
		await prefetch.run();
		expect(there.read()).toBe('Keeps drafts. Offline too.');
		expect((await docs.unsent()).size).toBe(0);
	});

	test('[OF12] what is alike is not asked for', async () => {
		const there = relay(hashOf('one'), 'Keeps drafts.');
		const { prefetch } = device(there.api);
		await prefetch.run();
		there.asked.length = 0;
		await prefetch.run();
		expect(there.asked).toEqual(['docs']);
	});

	test('[OF14] a document that is empty is known to be, without the relay too', async () => {
		const { prefetch, writeBehind } = device(relay(hashOf('one'), '').api);
		await prefetch.run();
		await writeBehind.flush();
		const { replicas, docs } = device(relay(hashOf('one'), '').api);
		expect((await replicas.loaded(NAME)).generation).toBe(hashOf('one'));
		expect((await docs.unsent()).size).toBe(0);
	});

	test('[OF12] a deletion alone is noticed by the text', async () => {
		const there = relay(hashOf('one'), 'Keeps drafts.');
		const { prefetch, read } = device(there.api);
		await prefetch.run();
		there.doc.getText('markdown').delete(0, 6);
		await prefetch.run();
		expect(read()).toBe('drafts.');
	});

	test('[OF8] a document founded anew takes over what was never sent, once', async () => {
		const first = relay(hashOf('one'), 'Keeps drafts.');
		const here = device(first.api);
		await here.prefetch.run();
		here.replicas.of(NAME).doc.getText('markdown').insert(13, ' Offline too.');
		const second = relay(hashOf('two'), 'Keeps all drafts.');
		const again = device(second.api);
		await here.writeBehind.flush();
		await again.prefetch.run();
		expect(again.read()).toBe('Keeps all drafts. Offline too.');
		await again.prefetch.run();
		expect(second.read()).toBe('Keeps all drafts. Offline too.');
		expect(again.replicas.of(NAME).round).toBe(1);
	});
});

describe('a thousand designs that arrive one by one', () => {
	beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
	afterEach(() => void vi.useRealTimers());

	function watched() {
		const replicas = createReplicas(emptyStore, { add() {} });
		const designs = new Designs(replicas, { open() {}, close() {} });
		const textOf = (n: number) => replicas.of(designDocName(idOf(n))).doc.getText('markdown');
		let shown = 0;
		designs.onChange(() => shown++);
		return { replicas, designs, textOf, shown: () => shown };
	}

	function arrive(replicas: ReturnType<typeof watched>['replicas'], n: number) {
		const there = new Y.Doc();
		there.getText('markdown').insert(0, `# Part ${n}`);
		const replica = replicas.of(designDocName(idOf(n)));
		applyFromRelay(replica, Y.encodeStateAsUpdate(there));
	}

	test('[OF15] are shown with the first, and then together', () => {
		const { replicas, designs, shown } = watched();
		for (let n = 0; n < 1_000; n++) arrive(replicas, n);
		expect(shown()).toBe(1);
		expect(designs.textOf(idOf(999))).toBe('# Part 999');
		vi.advanceTimersByTime(1_000);
		expect(shown()).toBe(2);
	});

	test('[OF15] do not keep waiting what is written here', () => {
		const { replicas, textOf, shown } = watched();
		for (let n = 0; n < 10; n++) arrive(replicas, n);
		textOf(3).insert(0, 'Mine. ');
		expect(shown()).toBe(2);
		vi.advanceTimersByTime(1_000);
		expect(shown()).toBe(2);
	});
});

const idOf = (n: number) => ComponentId.parse(`cp_${String(n).padStart(10, '0')}`);

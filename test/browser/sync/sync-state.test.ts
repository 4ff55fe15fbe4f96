import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import { createEdits } from '#client/state/artefact/create-edits.ts';
import { Designs } from '#client/state/artefact/designs.svelte.ts';
import { StoryIndex } from '#client/state/artefact/story-index.ts';
import { Undo } from '#client/state/artefact/undo.svelte.ts';
import { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import { FrozenTexts } from '#client/state/lifecycle/texts.ts';
import { Identity } from '#client/state/member/identity.svelte.ts';
import { Names } from '#client/state/member/names.svelte.ts';
import { Presence } from '#client/state/member/presence.svelte.ts';
import { Database } from '#client/sync/database.ts';
import { createDocStore } from '#client/sync/doc-store.ts';
import { createLogStore } from '#client/sync/log-store.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import { createReplicas } from '#client/sync/replicas.svelte.ts';
import { createTabBus } from '#client/sync/tab-bus.ts';
import { createTabSync } from '#client/sync/tab-sync.ts';
import { createWriteBehind } from '#client/sync/write-behind.ts';
import { openContextsDoc, readContexts } from '#shared/doc/contexts-doc.ts';
import { setStoryTitle } from '#shared/doc/edits/stories.ts';
import { hashOf } from '#shared/hash.ts';
import { RelayId } from '#shared/id.ts';
import { revisionOf } from '#shared/lifecycle/revision.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import { ok } from '#shared/result.ts';

const ORIGIN = { kind: 'person' as const, id: 'here' };
const RELAY = RelayId.parse('rl_0000000001');
const BEN = { kind: 'person' as const, id: 'ben' };

let db: Database;
beforeEach(() => {
	db = new Database(`test-${crypto.randomUUID()}`);
});
afterEach(() => db.delete());

async function documents() {
	const docs = createDocStore(db);
	const replicas = createReplicas(
		docs,
		createWriteBehind(docs, () => {}),
	);
	await Promise.all(['stories', 'contexts'].map((name) => replicas.loaded(name)));
	const index = new StoryIndex(replicas);
	const edit = createEdits({
		...{ replicas, origin: ORIGIN, now: () => new Date(0) },
		random: (count) => crypto.getRandomValues(new Uint8Array(count)),
		storiesDoc: () => index.doc,
		member: () => null,
		isLogged: () => false,
	});
	return { replicas, index, edit };
}

test('[CL1] a change of one story leaves the others the same objects', async () => {
	const { index, edit } = await documents();
	const ids = Array.from({ length: 50 }, (_, n) => edit.addStory({ title: `Story ${n}` }));
	const before = index.all;
	const [first] = ids;
	if (first === undefined) throw new Error('There are 50 stories.');
	edit.setTitle(first, 'Another title');
	expect(index.all[0]?.title).toBe('Another title');
	expect(index.all.slice(1).every((story, n) => story === before[n + 1])).toBe(true);
	edit.moveStory(first, ids.at(-1) ?? null);
	expect(index.all.map(({ id }) => id)).toEqual([...ids.slice(1), first]);
});

test('[CL1] a change of one context leaves the others, and the designs, the same objects', async () => {
	const { replicas, edit } = await documents();
	const index = new ArtefactIndex(replicas, new Designs(replicas, { open() {}, close() {} }));
	const shelves = edit.addContext({ name: 'Shelves' });
	const readers = edit.addContext({ name: 'Readers' });
	const list = edit.addComponent(shelves, { name: 'List', type: 'module', code: 'src/list.ts' });
	edit.setDesign(list, '# List\n');
	const [designs, before] = [index.designs, index.context(readers)];
	edit.updateContext(shelves, { responsibilities: 'Which books stand where.' });
	expect(index.context(shelves)?.responsibilities).toBe('Which books stand where.');
	expect(index.context(readers)).toBe(before);

	const again = index.designs;
	expect(again).toEqual(designs);
	edit.addStory({ title: 'Keep a draft' });
	expect(index.designs).toBe(again);
	edit.setDesign(list, '');
	expect(index.designs.map(({ hasText }) => hasText)).toEqual([false]);
});

describe('undo', () => {
	test('[CL2] it takes back own edits, and leaves what others wrote', async () => {
		const { replicas, index, edit } = await documents();
		const undo = new Undo(replicas, ORIGIN);
		const story = edit.addStory({ title: 'Keep a draft' });
		const context = edit.addContext({ name: 'Drafts' });
		setStoryTitle(index.doc, story, 'Keep a draft, says Ben', BEN);
		expect(undo.canUndo).toBe(true);
		const contexts = () => readContexts(openContextsDoc(replicas.of('contexts').doc));
		expect(contexts().map(({ id }) => id)).toEqual([context]);
		undo.undo();
		expect(contexts()).toEqual([]);
		undo.redo();
		expect(contexts().map(({ id }) => id)).toEqual([context]);
	});
});

test('[CL9] a malformed presence is nobody', async () => {
	const { replicas } = await documents();
	const bus = createTabBus(crypto.randomUUID(), 'a');
	const presence = new Presence(replicas, createTabSync(replicas, bus), () => null);
	const { awareness } = replicas.of('stories');
	const user = { id: 'mb_0000000ben', name: 'Ben', kind: 'person' };
	awareness.states.set(1, { user, where: 'st_0000000001', doing: null });
	awareness.states.set(2, { user: { ...user, name: 7 } });
	awareness.states.set(3, { user, where: { not: 'a place' } });
	awareness.emit('change', [{ added: [1, 2, 3], updated: [], removed: [] }, 'test']);
	expect(presence.people).toMatchObject([{ name: 'Ben', where: 'st_0000000001' }]);
	bus.close();
});

test('[CL10] a text that is not what its revision names is never shown', async () => {
	const revision = revisionOf('story', '# Keep a draft\n');
	const answering = (text: string): RelayApi => ({
		setAccess: () => {},
		ticket: async () => ok('ticket'),
		ask: async (_path, schema) => ok(schema.parse({ text })),
	});
	const store = createLogStore(db);
	expect(await new FrozenTexts(store, answering('# Forged\n')).read(revision)).toBeNull();
	expect(await new FrozenTexts(store, answering('# Keep a draft\n')).read(revision)).toBe(
		'# Keep a draft\n',
	);
	expect(await new FrozenTexts(store, answering('# Forged\n')).read(revision)).toBe(
		'# Keep a draft\n',
	);
});

describe('the root', () => {
	test('[CL8] a relay that serves another workspace is shown for what it is', () => {
		const book = new LogBook();
		const identity = new Identity(book, new Names(book));
		const relay = { kind: 'ed25519' as const, x: '' };
		const hello = { slug: 'shop', name: 'shop', relay, relayId: RELAY, protocol: PROTOCOL_VERSION };
		identity.remember(null, hashOf('ours'), 'shop');
		for (const root of [hashOf('theirs'), null]) {
			identity.greet({ ...hello, root });
			expect(identity.phase).toBe('wrongRoot');
		}
		identity.remember(null, null, null);
		identity.greet({ ...hello, root: null });
		expect(identity.phase).toBe('unfounded');
		identity.greet({ ...hello, root: hashOf('theirs') });
		expect(identity.phase).toBe('stranger');
	});
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Changes } from '#client/state/changes.svelte.ts';
import { createFirstParts } from '#client/state/first-parts.svelte.ts';
import { GLANCE, Glance } from '#client/state/glance/glance.ts';
import { keepGlance } from '#client/state/glance/glance-keeper.ts';
import type { Parts } from '#client/state/parts.ts';
import { Workspace } from '#client/state/workspace.svelte.ts';
import { Database } from '#client/sync/database.ts';
import { createDocStore } from '#client/sync/doc-store.ts';
import { readFirstLook } from '#client/sync/first-look.ts';
import { createLogStore } from '#client/sync/log-store.ts';
import { addStory } from '#shared/doc/edits/stories.ts';
import { openStoriesDoc } from '#shared/doc/stories-doc.ts';
import { hashOf } from '#shared/hash.ts';
import { EXAMPLE } from '#shared/trace/example.ts';
import { partsOf, World } from '#test/browser/world/ui-world.svelte.ts';

const [signIn, reset] = EXAMPLE.stories;
if (signIn === undefined || reset === undefined) throw new Error('The example has stories.');
const BEN = { kind: 'person' as const, id: 'ben' };
const APPROVED = { phase: 'approved', standing: 'suspect', bypassed: false };
const GLANCED = {
	me: { member: 'mb_0000000001', name: 'Ada', role: 'author', key: hashOf('key') },
	root: hashOf('root'),
	folder: 'bookshop',
	practices: ['story', 'context', 'design'],
	states: { [signIn.id]: APPROVED },
};

let slug: string;
let db: Database;
beforeEach(() => {
	slug = `test-${crypto.randomUUID()}`;
	db = new Database(slug);
});
afterEach(() => db.delete());

async function keepStories(): Promise<void> {
	const doc = new Y.Doc();
	const written: Uint8Array[] = [];
	doc.on('update', (update) => written.push(update));
	for (const story of EXAMPLE.stories) addStory(openStoriesDoc(doc), story, undefined, BEN);
	const generation = hashOf('founding');
	const rows = written.map((update) => ({ doc: 'stories', generation, update, mine: true }));
	await createDocStore(db).append(rows);
}

test('[OF14] the stories and their last states show before the rest has loaded', async () => {
	await keepStories();
	await createLogStore(db).writeFact(GLANCE, GLANCED);
	const first = createFirstParts(slug);
	const rest = Promise.withResolvers<Parts>();
	const workspace = new Workspace(first, rest.promise);
	expect(workspace.phase).toBe('opening');

	const look = await readFirstLook(slug);
	if (look === null) throw new Error('This device keeps stories and a glance.');
	first.take(look);
	expect(workspace.phase).toBe('ready');
	expect(workspace.stories).toEqual(EXAMPLE.stories);
	expect(workspace.view(signIn.id)).toMatchObject(APPROVED);
	expect(workspace.view(reset.id).phase).toBe('draft');
	expect(workspace.me).toEqual(GLANCED.me);

	expect(workspace.whole).toBe(false);
	expect(() => workspace.edit).toThrow('still opening');
	rest.resolve(partsOf(new World()));
	await workspace.opened;
	expect(workspace.whole).toBe(true);
	expect(workspace.stories).toEqual([]);
});

test('[OF14] a glance is kept while a member is here, and dropped with the membership', async () => {
	await keepStories();
	const log = createLogStore(db);
	const glance = Glance.parse(GLANCED);
	const seen = createFirstParts(slug);
	seen.take({ glance, updates: [] });
	let isMember = true;
	const book = { changes: new Changes() };
	const stop = keepGlance({
		identity: {
			...{ changes: new Changes(), phase: 'ready', unconfirmedRecovery: null },
			...{ root: glance.root, folderName: glance.folder },
			get me() {
				return isMember ? glance.me : null;
			},
		},
		...{ book, log, lifecycle: seen.lifecycle, replicas: { listen: () => () => true } },
		index: { stories: EXAMPLE.stories, loaded: true },
	});
	const look = async () => (await readFirstLook(slug))?.glance ?? null;
	book.changes.touch();
	await expect.poll(look, { timeout: 4_000 }).toEqual(glance);
	isMember = false;
	book.changes.touch();
	await expect.poll(look, { timeout: 4_000 }).toBeNull();
	stop();
});

test('[OF14] without a glance, the first look waits for the log', async () => {
	await keepStories();
	expect(await readFirstLook(slug)).toBeNull();
	await createLogStore(db).writeFact(GLANCE, { ...GLANCED, me: { name: 'Nobody' } });
	expect(await readFirstLook(slug)).toBeNull();
});

test('[OF14] looking for a workspace that was never here makes no database', async () => {
	const name = `never-${crypto.randomUUID()}`;
	expect(await readFirstLook(name)).toBeNull();
	const databases = await indexedDB.databases();
	expect(databases.map((one) => one.name)).not.toContain(`lintel/${name}`);
});

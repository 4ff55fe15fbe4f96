import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { fromBase64Url, toBase64Url } from '#shared/base64url.ts';
import { setStoryTitle } from '#shared/doc/edits/stories.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { DocSyncAnswer } from '#shared/protocol/api.ts';
import { CheckoutPlaces } from '#shared/protocol/checkout-places.ts';
import { createPerson, type Person } from '#test/e2e/world/person.ts';
import {
	append,
	bearer,
	foundBy,
	post,
	type Served,
	serveFolder,
	signedBy,
	ticketOf,
} from '#test/e2e/world/served.ts';

const STORIES = '# User Stories\n\n## Keep a draft\n\nAs a writer I want drafts kept.\n';
const NOTHING = { generation: null, stateVector: toBase64Url(Uint8Array.of(0)), update: null };

let served: Served;
let ada: Person;
let path: string;

beforeAll(async () => {
	served = await serveFolder({ 'user_stories.md': STORIES });
	ada = await createPerson('Ada');
	await foundBy(served, ada);
	path = `/api/w/${served.workspace.slug}/docs/stories/sync`;
});

afterAll(() => served[Symbol.asyncDispose]());

async function sync(person: Person, body: unknown): Promise<Response> {
	return post(served, path, body, bearer(await ticketOf(served, person)));
}

async function answerOf(response: Response) {
	return DocSyncAnswer.parse(await response.json());
}

test('[HT7] what a device lacks comes, and what it wrote is taken', async () => {
	const first = await answerOf(await sync(ada, NOTHING));
	const yDoc = new Y.Doc();
	Y.applyUpdate(yDoc, fromBase64Url(first.update));
	const doc = openStoriesDoc(yDoc);
	const [story] = readStories(doc);
	if (!story) throw new Error('There is no story.');
	const before = Y.encodeStateVector(yDoc);
	setStoryTitle(doc, story.id, 'Keep every draft', { kind: 'person', id: ada.id });

	const second = await sync(ada, {
		generation: first.generation,
		stateVector: toBase64Url(Y.encodeStateVector(yDoc)),
		update: toBase64Url(Y.encodeStateAsUpdate(yDoc, before)),
	});
	expect(await answerOf(second)).toMatchObject({ durable: true, generation: first.generation });
	expect(served.workspace.artefacts().stories[0]?.title).toBe('Keep every draft');
});

test('[HT7] another generation is a conflict, and nonsense changes nothing', async () => {
	const { generation } = await answerOf(await sync(ada, NOTHING));
	expect((await sync(ada, { ...NOTHING, generation: '0'.repeat(64) })).status).toBe(409);
	const nonsense = { ...NOTHING, generation, update: toBase64Url(Uint8Array.of(9, 9, 9)) };
	expect((await sync(ada, nonsense)).status).toBe(422);
	expect((await sync(ada, { ...NOTHING, stateVector: 'AQ' })).status).toBe(400);
	expect((await sync(ada, { ...NOTHING, update: '%' })).status).toBe(400);
	expect(served.workspace.artefacts().stories).toHaveLength(1);
	expect(served.errors).toEqual([]);
});

test('[HT7] a viewer reads and does not write', async () => {
	const grace = await createPerson('Grace');
	const added = await signedBy(served, ada, {
		type: 'memberAdded',
		member: grace.id,
		name: blobRefOf(grace.name),
		role: 'viewer',
		device: grace.device,
	});
	await append(served, added);
	expect((await sync(grace, NOTHING)).status).toBe(200);
	expect((await sync(grace, { ...NOTHING, update: 'AAA' })).status).toBe(403);
	const headers = bearer(await ticketOf(served, grace));
	const agents = await post(
		served,
		`/api/w/${served.workspace.slug}/agents`,
		{ name: 'x' },
		headers,
	);
	expect(agents.status).toBe(403);
	const joins = await fetch(`${served.origin}/api/w/${served.workspace.slug}/joins`, { headers });
	expect(joins.status).toBe(403);
});

test('a name that is no document is not founded by asking for it', async () => {
	const headers = bearer(await ticketOf(served, ada));
	const url = `/api/w/${served.workspace.slug}/docs/secrets/sync`;
	expect((await post(served, url, NOTHING, headers)).status).toBe(404);
	expect(served.workspace.rooms.names()).not.toContain('secrets');
});

test('[HT9] where the checkout lies is told to members, on this machine through no proxy', async () => {
	const address = `${served.origin}/api/w/${served.workspace.slug}/places`;
	const ask = async (headers: Record<string, string>) => {
		const response = await served.fetch(address, { headers });
		return { status: response.status, said: await response.text() };
	};
	expect((await ask({})).status).toBe(401);
	const ticket = bearer(await ticketOf(served, ada));
	const here = CheckoutPlaces.parse(JSON.parse((await ask(ticket)).said));
	expect(here).toEqual({ root: served.workspace.folder, forge: null });
	const proxied = await ask({ ...ticket, 'x-forwarded-for': '203.0.113.7' });
	expect(proxied.said).not.toContain(served.workspace.folder);
	expect(JSON.parse(proxied.said)).toEqual({ root: null, forge: null });
});

import { describe, expect, test } from 'vitest';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import { createJournal, type LogPage } from '#server/log/journal.ts';
import { createMemoryStore } from '#server/storage/memory.ts';
import { toBase64Url } from '#shared/base64url.ts';
import { hashOf } from '#shared/hash.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import type { Envelope } from '#shared/lifecycle/envelope.ts';
import { revisionOf } from '#shared/lifecycle/revision.ts';
import { verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { createFailingStore } from '#test/fixtures/failing-store.ts';
import {
	createSignatory,
	createSignedWorkspace,
	idOf,
	NAME,
	ROBIN,
	type SignedWorkspace,
} from '#test/fixtures/signed-workspace.ts';

const STORY = 'st_0000000000';
const TEXT = '# A story\n';
const REVISION = revisionOf('story', TEXT);
const archived = { type: 'archived', artefact: STORY } as const;
const submitted: EventPayload = {
	type: 'submitted',
	artefact: STORY,
	revision: REVISION,
	criteria: {},
	basis: [],
};

describe('the journal', () => {
	test('[LG1] a signed event is stored, numbered and told to who listens', async () => {
		const { journal, store, ada, root, sign } = await found();
		const heard: LogPage[] = [];
		journal.subscribe(journal.position(), (page) => heard.push(page));
		const event = await sign(ada, archived);

		expect(await journal.append([event], [], [])).toEqual({
			ok: true,
			ids: [idOf(event)],
			position: 2,
		});
		expect(store.log.after(1, 9)).toEqual([{ id: idOf(event), envelope: event }]);
		expect(heard).toEqual([{ envelopes: [event], position: 2, heads: [idOf(event)] }]);
		expect(journal.ledger.state().root).toBe(root);
	});

	test('[LG2] appending again is answered alike, and changes nothing', async () => {
		const { journal, founding, ada, sign } = await found();
		const event = await sign(ada, archived);
		const first = await journal.append([event], [], []);
		const heard: LogPage[] = [];
		journal.subscribe(journal.position(), (page) => heard.push(page));

		expect(await journal.append([event], [], [])).toEqual(first);
		expect(await journal.append([event, founding, event], [], [])).toMatchObject({ ok: true });
		expect(journal.position()).toBe(2);
		expect(heard).toEqual([]);
	});

	test('[LG3] an event whose parents nobody has is answered with what is missing', async () => {
		const { journal, ada, sign } = await found();
		const parent = await sign(ada, archived);
		const child = await sign(ada, { ...archived, type: 'restored' }, { heads: [idOf(parent)] });

		expect(await journal.append([child], [], [])).toEqual({
			ok: false,
			kind: 'missing',
			parents: [idOf(parent)],
		});
		expect(await journal.append([child, parent], [], [])).toMatchObject({ ok: true, position: 3 });
	});

	test('[LG4] an append is taken whole or not at all', async () => {
		const { journal, ada, sign } = await found();
		const stranger = await createSignatory();
		const good = await sign(ada, archived);
		const bad = await sign(stranger, { ...archived, type: 'restored' });
		expect(await journal.append([good, bad], [], [])).toMatchObject({
			ok: false,
			kind: 'refused',
			event: idOf(bad),
		});
		expect(journal.position()).toBe(1);
	});

	test('[LG5] a relay that starts again knows what it took', async () => {
		const { journal, store, ada, sign } = await found();
		const event = await sign(ada, archived);
		await journal.append([event], [], []);
		const again = createJournal({ store, ledger: createLedger(), verify: verifyEnvelope });
		expect(again.ledger.size).toBe(2);
		expect(again.ledger.heads()).toEqual([idOf(event)]);
		const next = await sign(ada, { ...archived, type: 'restored' }, { heads: [idOf(event)] });
		expect(await again.append([next], [], [])).toMatchObject({ ok: true, position: 3 });
	});

	test('who subscribes from earlier hears what it missed, then what comes', async () => {
		const { journal, founding, ada, sign } = await found();
		const heard: Envelope[] = [];
		const stop = journal.subscribe(0, ({ envelopes }) => heard.push(...envelopes));
		const event = await sign(ada, archived);
		await journal.append([event], [], []);
		stop();
		await journal.append([await sign(ada, archived, { heads: [idOf(event)] })], [], []);
		expect(heard).toEqual([founding, event]);
	});

	test('[LG6] a full disk is an answer, and nothing is told', async () => {
		const { journal, store, ada, sign } = await found();
		const event = await sign(ada, archived);
		store.full = true;
		expect(await journal.append([event], [], [])).toMatchObject({
			ok: false,
			refusal: { guard: 'disk-full' },
		});
		expect(journal.ledger.has(idOf(event))).toBe(false);
		store.full = false;
		expect(await journal.append([event], [], [])).toMatchObject({ ok: true });
	});
});

describe('what the journal refuses', () => {
	test('[LG7] an altered event', async () => {
		const { journal, ada, sign } = await found();
		const { event, sig } = await sign(ada, archived);
		const altered = { event: { ...event, at: '2020-01-01T00:00:00.000Z' }, sig };
		expect(await guardOf(journal, altered)).toBe('bad-signature');
	});

	test('[LG8] a key that nobody in the workspace enrolled, also one that enrols itself', async () => {
		const { journal, sign } = await found();
		const stranger = await createSignatory();
		expect(await guardOf(journal, await sign(stranger, archived))).toBe('unknown-key');
		const self = await sign(stranger, memberAdded(stranger.device));
		expect(await guardOf(journal, self)).toBe('unknown-key');
	});

	test('a key that an owner enrols may sign in the same append', async () => {
		const { journal, ada, sign } = await found();
		const ben = await createSignatory();
		const added = await sign(ada, memberAdded(ben.device));
		const theirs = await sign(ben, archived, { heads: [idOf(added)] });
		expect(await journal.append([theirs, added], [], [])).toMatchObject({ ok: true });
	});

	test('a key that opens connections signs no events', async () => {
		const { journal, ada, sign } = await found();
		const [ben, access] = [await createSignatory(), await createSignatory()];
		const added = await sign(ada, memberAdded({ key: ben.key, access: access.key }));
		await journal.append([added], [], []);
		expect(await guardOf(journal, await sign(access, archived))).toBe('access-key');
	});

	const personOnly: EventPayload[] = [
		{ type: 'approved', answers: hashOf('submitted'), revision: REVISION },
		{ type: 'changesRequested', answers: hashOf('submitted'), reason: hashOf('reason') },
		{ type: 'reaffirmed', answers: hashOf('submitted'), basis: [] },
		{ type: 'gateBypassed', artefact: STORY, revision: REVISION, reason: hashOf('reason') },
		{ type: 'archived', artefact: STORY },
		{ type: 'removed', subject: 'mb_0000000ada' },
	];
	test.each(personOnly)('[LG9] $type from a relay, for itself or for an Agent', async (payload) => {
		const workspace = await found();
		const { journal, relay, sign } = workspace;
		await addRelay(journal, workspace);
		expect(await guardOf(journal, await sign(relay, payload))).toBe('person-only');
		const forged = await sign(relay, payload, { agent: ROBIN });
		expect(await guardOf(journal, forged)).toBe('person-only');
	});

	test('a person’s key that speaks for an Agent', async () => {
		const { journal, ada, sign } = await found();
		const event = await sign(ada, submitted, { agent: ROBIN });
		expect(await guardOf(journal, event)).toBe('agent-without-relay');
	});

	test('a relay that submits for an Agent is taken', async () => {
		const workspace = await found();
		const { journal, relay, sign } = workspace;
		await addRelay(journal, workspace);
		const event = await sign(relay, submitted, { agent: ROBIN });
		expect(
			await journal.append([event], [{ revision: REVISION, text: TEXT }], [], { complete: true }),
		).toMatchObject({ ok: true });
	});

	test('[LG10] a submission whose text nobody has, and a text that is not its revision’s', async () => {
		const { journal, store, ada, sign } = await found();
		const event = await sign(ada, submitted);
		const complete = { complete: true };
		expect(await journal.append([event], [], [], complete)).toMatchObject({
			refusal: { guard: 'missing-text' },
		});
		const false_ = [{ revision: REVISION, text: 'Something else.' }];
		expect(await journal.append([event], false_, [], complete)).toMatchObject({
			refusal: { guard: 'false-text' },
		});
		expect(store.log.readText(REVISION)).toBeNull();

		const true_ = [{ revision: REVISION, text: TEXT }];
		expect(await journal.append([event], true_, [], complete)).toMatchObject({ ok: true });
		expect(store.log.readText(REVISION)).toBe(TEXT);
	});

	test('from git a submission may come without its text', async () => {
		const { journal, ada, sign } = await found();
		expect(await journal.append([await sign(ada, submitted)], [], [])).toMatchObject({ ok: true });
	});

	test('[LG11] an event of another workspace, and a second founding', async () => {
		const { journal, ada, sign } = await found();
		const other = await createSignedWorkspace('B'.repeat(22));
		expect(await guardOf(journal, other.founding)).toBe('founded-already');
		const astray = await sign(ada, archived, { workspace: other.root });
		expect(await guardOf(journal, astray)).toBe('other-workspace');
	});

	test('anything before the founding', async () => {
		const { journal } = open();
		const { ada, sign } = await createSignedWorkspace();
		expect(await guardOf(journal, await sign(ada, archived, { heads: [] }))).toBe('not-founded');
	});

	test('a blob that no event names is not kept', async () => {
		const { store, journal } = open();
		const { founding } = await createSignedWorkspace();
		const stray = { salt: toBase64Url(Uint8Array.of(1)), text: 'stray' };
		await journal.append([founding], [], [NAME, stray]);
		expect(store.log.readBlob(blobRefOf(NAME))).toEqual(NAME);
		expect(store.log.listBlobs().length).toBe(1);
	});
});

function open() {
	const store = createFailingStore(createMemoryStore());
	const journal = createJournal({ store, ledger: createLedger(), verify: verifyEnvelope });
	return { store, journal };
}

async function found() {
	const workspace = await createSignedWorkspace();
	const { store, journal } = open();
	await journal.append([workspace.founding], [], []);
	return { ...workspace, store, journal };
}

type Journal = ReturnType<typeof createJournal>;

async function guardOf(journal: Journal, envelope: Envelope): Promise<string> {
	const answer = await journal.append([envelope], [], []);
	return !answer.ok && answer.kind === 'refused' ? answer.refusal.guard : JSON.stringify(answer);
}

async function addRelay(journal: Journal, { ada, relay, sign }: SignedWorkspace) {
	const payload = { relay: 'rl_0000000000', name: hashOf('relay'), key: relay.key } as const;
	await journal.append([await sign(ada, { type: 'relayAdded', ...payload })], [], []);
}

function memberAdded(device: SignedWorkspace['ada']['device']) {
	return {
		type: 'memberAdded',
		member: 'mb_0000000ben',
		name: hashOf('ben'),
		role: 'author',
		device,
	} as const;
}

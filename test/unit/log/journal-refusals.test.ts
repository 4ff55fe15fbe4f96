import { describe, expect, test } from 'vitest';
import { refuseEvent } from '#server/log/admit-event.ts';
import { createKnownKeys } from '#server/log/known-keys.ts';
import { toBase64Url } from '#shared/base64url.ts';
import { hashOf } from '#shared/hash.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';
import {
	addRelay,
	archived,
	found,
	guardOf,
	memberAdded,
	open,
	REVISION,
	STORY,
	submitted,
	TEXT,
} from '#test/fixtures/journal-world.ts';
import {
	createSignatory,
	createSignedWorkspace,
	idOf,
	NAME,
	ROBIN,
} from '#test/fixtures/signed-workspace.ts';

/** Of every fact but the founding, whether a relay may sign it, for an Agent or for itself. */
const RELAY_MAY: Readonly<Record<Exclude<LifecycleEvent['type'], 'workspaceFounded'>, boolean>> = {
	...{ memberAdded: false, deviceAdded: false, agentAdded: false, relayAdded: false },
	...{ roleChanged: false, removed: false, founderHandedOver: false, policySet: false },
	...{ submitted: true, approved: false, changesRequested: false, withdrawn: true },
	...{ reaffirmed: false, gateBypassed: false, archived: false, restored: false },
	...{ attested: true, sessionStarted: true, stepLeased: true, stepSubmitted: true },
	...{ stepAccepted: true, stepRejected: true, stepAsked: true, stepAnswered: false },
	...{ stepReopened: false, leaseLapsed: true, sessionEnded: true },
};

describe('what the journal refuses', () => {
	test('[LG7] an altered event', async () => {
		const { journal, ada, sign } = await found();
		const { event, sig } = await sign(ada, archived);
		const altered = { event: { ...event, at: '2020-01-01T00:00:00.000Z' }, sig };
		expect(await guardOf(journal, altered)).toBe('bad-signature');
		const answer = await journal.append([altered], [], []);
		expect('all' in answer && [...answer.all.keys()]).toEqual([idOf(altered)]);
	});

	test('[LG8] a key that nobody in the workspace enrolled, also one that enrols itself', async () => {
		const { journal, sign } = await found();
		const stranger = await createSignatory();
		expect(await guardOf(journal, await sign(stranger, archived))).toBe('unknown-key');
		const self = await sign(stranger, memberAdded(stranger.device));
		expect(await guardOf(journal, self)).toBe('unknown-key');
		const later = await sign(stranger, archived, { heads: [idOf(self)] });
		const answer = await journal.append([self, later], [], []);
		expect('all' in answer && [...answer.all.keys()]).toEqual([idOf(self), idOf(later)]);
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

	test.each(Object.entries(RELAY_MAY))('[LG9] %s from a relay is taken: %s', async (type, may) => {
		const { event } = (await createSignedWorkspace()).founding;
		const said = (agent: boolean, ...uses: readonly string[]) => {
			const by = { key: event.by.key, ...(agent ? ({ agent: ROBIN } as const) : {}) };
			const id = hashOf(type);
			const named = Object.assign({ ...event, workspace: id, by }, { type });
			const keys = {
				get: () => null,
				mayBe: (_: string, use: string) => uses.includes(use),
				learn() {},
			};
			return refuseEvent(named, id, id, keys)?.guard ?? null;
		};
		const refused = may ? null : 'person-only';
		expect(said(false, 'relay')).toBe(refused);
		expect(said(true, 'relay')).toBe(refused);
		expect(said(true, 'relay', 'person')).toBe(refused);
		expect(said(false, 'relay', 'person')).toBeNull();
		expect(said(false, 'person')).toBeNull();
		expect(said(true, 'person')).toBe('agent-without-relay');
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
		expect(await journal.append([await sign(ada, archived)], [], [], complete)).toMatchObject({
			ok: true,
		});
	});

	test('[LG10] a submission that others rest on may come without its text, beside them', async () => {
		const { journal, ada, sign } = await found();
		const event = await sign(ada, submitted);
		const later = await sign(ada, archived, { heads: [idOf(event)] });
		const complete = { complete: true };
		expect(await journal.append([event, later], [], [], complete)).toMatchObject({ ok: true });
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

	test('[LG11] a founding that names a workspace or parents, or speaks for an Agent', async () => {
		const { founding, root } = await createSignedWorkspace();
		const { journal } = open();
		const guardWith = (change: object) => {
			const event = { ...founding.event, ...change };
			return guardOf(journal, { ...founding, event });
		};
		expect(await guardWith({ workspace: root })).toBe('bad-founding');
		expect(await guardWith({ parents: [root] })).toContain('missing');
		const keys = createKnownKeys();
		const child = { ...founding.event, parents: [root] };
		expect(refuseEvent(child, hashOf('child'), null, keys)?.guard).toBe('bad-founding');
		const by = { ...founding.event.by, agent: ROBIN };
		expect(await guardWith({ by })).toBe('person-only');
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

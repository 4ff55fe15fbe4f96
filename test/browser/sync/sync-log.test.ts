import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDeviceKeys } from '#client/keys/device-keys.ts';
import { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import { createEdits } from '#client/state/artefact/create-edits.ts';
import { Designs } from '#client/state/artefact/designs.svelte.ts';
import { Findings } from '#client/state/findings/findings.svelte.ts';
import { createDecisions } from '#client/state/lifecycle/create-decisions.ts';
import { Lifecycle } from '#client/state/lifecycle/lifecycle.svelte.ts';
import { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import { createSigning } from '#client/state/lifecycle/signing.ts';
import { Identity } from '#client/state/member/identity.svelte.ts';
import { Names } from '#client/state/member/names.svelte.ts';
import { createSecondSigner } from '#client/state/member/second-signer.ts';
import { Database } from '#client/sync/database.ts';
import { createDocStore } from '#client/sync/doc-store.ts';
import { createLogStore } from '#client/sync/log-store.ts';
import { createReplicas } from '#client/sync/replicas.svelte.ts';
import { createWriteBehind } from '#client/sync/write-behind.ts';
import { MemberId } from '#shared/id.ts';
import { composeEvent } from '#shared/lifecycle/compose.ts';
import { eventIdOf } from '#shared/lifecycle/envelope.ts';
import { sealEvent } from '#shared/lifecycle/sign.ts';
import { refusal } from '#shared/refusal.ts';
import { EVERY_PRACTICE } from '#shared/trace/practices.ts';

const NOW = () => new Date('2026-11-22T09:00:00.000Z');
const RANDOM = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const ORIGIN = { kind: 'person' as const, id: 'here' };
const ADA = MemberId.parse('mb_0000000ada');
const NO = refusal('removed', 'The key was removed before this arrived.', 'Ask an owner.');

let db: Database;
beforeEach(() => {
	db = new Database(`test-${crypto.randomUUID()}`);
});
afterEach(() => db.delete());

/** A founded workspace on this device, without a relay. */
async function founded() {
	const [docs, log] = [createDocStore(db), createLogStore(db)];
	const writeBehind = createWriteBehind(docs, () => {});
	const replicas = createReplicas(docs, writeBehind);
	await Promise.all(['stories', 'contexts'].map((name) => replicas.loaded(name)));
	const book = new LogBook();
	const names = new Names(book);
	const identity = new Identity(book, names);
	const keys = await makeDeviceKeys(db);
	const other = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
	const x = (await crypto.subtle.exportKey('jwk', other.publicKey)).x ?? '';
	const event = composeEvent(
		{ workspace: null, heads: [], at: NOW().toISOString(), by: { key: keys.signer.keyId } },
		{
			type: 'workspaceFounded',
			member: ADA,
			name: '0'.repeat(64),
			device: keys.device,
			second: { key: { kind: 'ed25519', x }, access: null },
			nonce: 'A'.repeat(22),
		},
	);
	const root = eventIdOf(event);
	const envelope = await sealEvent(keys.signer, event);
	const verified = { id: root, event, assurance: 'device' as const };
	await log.keepArrived([{ envelope, verified }], 1);
	book.start(root, await log.load());
	identity.remember(keys, root, 'shop');
	const decided: string[] = [];
	const signing = createSigning({
		...{ book, names, log, docs, writeBehind, now: NOW, random: RANDOM },
		root: () => root,
		signer: () => keys.signer,
		onDecided: (id) => decided.push(id),
		onReplaced: () => {},
	});
	const designs = new Designs(replicas, { open: () => {}, close: () => {} });
	const index = new ArtefactIndex(replicas, designs);
	const findings = new Findings(index, designs, replicas, {
		...{ settings: null, failing: [], practices: EVERY_PRACTICE },
		onChange() {},
	});
	const me = () => identity.me;
	const lifecycle = new Lifecycle({
		...{ book, index, findings, me },
		traces: { findings: () => [] },
		observed: () => null,
		upstreamChanges: [replicas.changesOf('stories'), replicas.changesOf('contexts')],
	});
	const edit = createEdits({
		...{ replicas, origin: ORIGIN, random: RANDOM, now: NOW },
		storiesDoc: () => index.storiesDoc,
		member: () => ADA,
		isLogged: (id) => book.state.artefacts.has(id),
	});
	const decide = createDecisions({
		...{ index, lifecycle, findings, book, signing },
		second: createSecondSigner({ book, log, random: RANDOM, origin: location.origin, me }),
	});
	const story = edit.addStory({
		title: 'Keep a draft',
		narrative: 'As a writer, I want drafts kept, so that nothing is lost.',
		criteria: ['A draft is kept for a week'],
	});
	return { docs, log, book, signing, index, lifecycle, edit, decide, story, decided, root };
}

describe('decisions on this device', () => {
	test('[CL4] [OF2] submitting stores text, edits, event and outbox at once', async () => {
		const { decide, index, story, log, docs, lifecycle } = await founded();
		const { revision, text } = index.canonical(story) ?? { revision: '', text: '' };
		expect(await decide.submit(story)).toEqual({ ok: true, value: undefined });
		const [entry] = await log.outbox();
		expect(entry?.envelope.event).toMatchObject({ type: 'submitted', artefact: story, revision });
		expect(entry?.texts).toEqual([{ revision, text }]);
		expect((await docs.unsent()).get('stories')).toBe(1);
		expect(lifecycle.view(story).phase).toBe('review');
	});

	test('[CL18] what is submitted twice at once is signed once', async () => {
		const { decide, story, log } = await founded();
		const all = await Promise.all([decide.submit(story), decide.submit(story)]);
		expect(all.map(({ ok }) => ok)).toEqual([true, true]);
		expect(await log.outbox()).toHaveLength(1);
		await decide.withdraw(story);
		await decide.submit(story);
		expect(await log.outbox()).toHaveLength(3);
	});

	test('[OF3] a decision counts at once and is provisional until the relay has it', async () => {
		const { decide, story, book, decided, log } = await founded();
		await decide.submit(story);
		const [id = ''] = decided;
		expect(book.isProvisional(id)).toBe(true);
		const [entry] = await log.outbox();
		await log.settle(entry?.n ?? 0);
		book.settle(id);
		expect(book.isProvisional(id)).toBe(false);
		expect(await log.outbox()).toEqual([]);
	});

	test('[CL5] approving signs the revision on the screen, and nothing else', async () => {
		const { decide, edit, story, index, lifecycle } = await founded();
		await decide.submit(story);
		const { revision } = index.canonical(story) ?? { revision: '' };
		expect(await decide.approve(story, '0'.repeat(64))).toMatchObject({
			ok: false,
			error: { guard: 'another-text' },
		});
		expect((await decide.approve(story, revision)).ok).toBe(true);
		expect(lifecycle.view(story)).toMatchObject({ phase: 'approved', approvedRevision: revision });
		edit.setTitle(story, 'Keep every draft');
		expect(lifecycle.view(story).phase).toBe('draft');
		edit.setTitle(story, 'Keep a draft');
		expect(lifecycle.view(story).phase).toBe('approved');
	});

	test('[CL3] a story that the log speaks of is not taken away', async () => {
		const { decide, edit, story, index } = await founded();
		await decide.submit(story);
		expect(edit.removeStory(story)).toMatchObject({ ok: false, error: { guard: 'has-history' } });
		const draft = edit.addStory({ title: 'Share' });
		expect(edit.removeStory(draft).ok).toBe(true);
		expect(index.stories.map(({ id }) => id)).toEqual([story]);
	});

	test('[OF4] a refused decision is kept with its reason and counts nowhere', async () => {
		const { decide, story, book, log, decided, lifecycle, root } = await founded();
		await decide.submit(story);
		const [entry] = await log.outbox();
		await log.refuse(entry?.n ?? 0, NO);
		book.refuse(decided[0] ?? '', NO);
		expect(lifecycle.view(story).phase).toBe('draft');
		expect(book.refused.map((one) => one.refusal)).toEqual([NO]);
		const again = new LogBook();
		again.start(root, await log.load());
		expect(again.state.artefacts.has(story)).toBe(false);
		expect(again.refused.map((one) => one.refusal)).toEqual([NO]);
	});

	test('[OF5] what followed a refused decision is signed again without it', async () => {
		const { decide, edit, story, book, log, signing, decided, lifecycle, index } = await founded();
		const second = edit.addStory({
			title: 'Share a draft',
			narrative: 'As a writer, I want to share drafts, so that others read them.',
			criteria: ['A shared draft opens for a reader'],
		});
		await decide.submit(story);
		await decide.approve(story, index.canonical(story)?.revision ?? '');
		await decide.submit(second);
		const [first, approval, submission] = await log.outbox();
		await log.refuse(first?.n ?? 0, NO);
		book.refuse(decided[0] ?? '', NO);
		await signing.signAnew(approval?.n ?? 0);
		await signing.signAnew(submission?.n ?? 0);
		expect(lifecycle.view(second).phase).toBe('review');
		expect(lifecycle.view(story).phase).toBe('draft');
		const [left, ...rest] = await log.outbox();
		expect(rest).toEqual([]);
		expect(left?.envelope.event).toMatchObject({ type: 'submitted', artefact: second });
		expect(left?.envelope.event.parents).not.toContain(decided[1]);
	});
});

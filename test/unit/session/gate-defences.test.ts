/** Leases, gates and what may pass them: one test for each guard that others would hide. */
import { expect, test } from 'vitest';
import { LONG_LEASE_MS } from '#server/session/leases.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { removeCriterion } from '#shared/doc/edits/criteria.ts';
import { openStoriesDoc } from '#shared/doc/stories-doc.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { LEASE_MS } from '#shared/session/budget.ts';
import { CONTEXT, LOCK, SESSION, SHELF, STORY } from '#test/e2e/world/evidence-shop.ts';
import { blobOf } from '#test/e2e/world/person.ts';
import { guard, openSessionShop, type SessionShop } from '#test/e2e/world/session-shop.ts';

const PATIENCE = { timeout: 60_000 };

test(
	'[SN7] a person’s lease lasts a day, and an agent’s no longer however alive it is',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { sessions, shop, kim } = world;
		const { id } = await world.start('story-review', STORY);
		await shop.say({ type: 'stepLeased', session: id, step: 'review' });
		shop.served.pass(LEASE_MS + 1);
		expect(guard(await sessions.take(kim, id))).toBe('held');
		shop.served.pass(LONG_LEASE_MS);
		await world.take(id, kim);
		for (let passed = 0; passed < LONG_LEASE_MS; passed += LEASE_MS / 2) {
			shop.served.pass(LEASE_MS / 2);
			sessions.tell(id, 'kim', { type: 'text', text: 'Still reading.' });
		}
		await world.take(id);
		expect(sessions.get(id)?.lease?.by).toMatchObject({ agent: world.robin.id });
		// Taking up again what one holds is a sign of life, too.
		for (const _ of [1, 2, 3]) {
			shop.served.pass(LEASE_MS - 1_000);
			await world.take(id);
		}
		expect(guard(await sessions.take(kim, id))).toBe('held');
	},
);

test('[SN7] what an agent removed by an owner held is free at once', PATIENCE, async () => {
	await using world = await openSessionShop();
	const { id } = await world.start('story-review', STORY);
	await world.take(id);
	await world.shop.say({ type: 'removed', subject: world.robin.id });
	await world.take(id, world.kim);
	expect(guard(await world.sessions.take(world.robin, id))).toBe('not-admitted');
});

test(
	'[SN2] a relay that an owner removed moves nothing on, and says nothing of it',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { sessions, shop, kim } = world;
		const { relay } = shop.served.workspace;
		const { id } = await world.start('story-review', STORY);
		await world.take(id);
		await shop.say({ type: 'removed', subject: relay.id });
		const before = sessions.transcript(id, 0, 100).length;
		shop.served.pass(LEASE_MS + 1);
		expect(guard(await sessions.take(kim, id))).not.toBeNull();
		expect(sessions.transcript(id, 0, 100)).toHaveLength(before);
	},
);

test(
	'[SN4] what is handed in is of the step’s kind, is there, and reads without an error',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { id } = await world.start('story-review', STORY);
		await world.take(id);
		await world.submit(id, 'review', { summary: 'None.', remarks: [] });
		await world.take(id);
		const hand = handing(world, id, 'revise');
		const both = await hand([STORY, CONTEXT]);
		expect(both).toMatchObject({ check: 'artefacts-clean', passed: false });
		expect(both?.text).toContain(`${CONTEXT} is a bounded context, which this step does not write`);
		expect((await hand([STORY, 'st_0000000000']))?.text).toContain('st_0000000000');
		await world.shop.served.workspace.rooms.open('stories').edit(ADA, (yDoc) => {
			for (const one of [SHELF, LOCK]) removeCriterion(openStoriesDoc(yDoc), STORY, one, ADA);
		});
		const wrong = await hand([STORY]);
		expect(wrong).toMatchObject({ check: 'artefacts-clean', passed: false });
		expect(wrong?.text).toContain('has no acceptance criteria');
	},
);

test('[SN4] nobody submits for a person who hands in a draft', PATIENCE, async () => {
	await using world = await openSessionShop();
	const { shop, sessions } = world;
	const { id } = await world.start('component-design', SESSION);
	await world.type('It forgets nobody.');
	const on = { session: id, step: 'design' };
	await shop.say({ type: 'stepLeased', ...on });
	const output = blobOf(canonicalJson({ summary: 'Said more.', artefacts: [SESSION] }));
	await shop.say({ type: 'stepSubmitted', ...on, content: blobRefOf(output) }, output);
	await world.until(id, ({ phase }) => phase === 'revising');
	const [said] = sessions.transcript(id, 0, 100).flatMap(({ body }) => {
		return body.type === 'check' && !body.passed ? [body.text] : [];
	});
	expect(said).toContain('nobody signs for a person');
	expect(shop.served.workspace.viewOf(SESSION).phase).toBe('draft');
});

test(
	'[SN4] what is archived at its gate ends its session, and a gate that is off is none',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { shop } = world;
		const { id } = await world.start('component-design', SESSION);
		await world.take(id);
		await world.type('It forgets nobody.');
		const hand = handing(world, id, 'design');
		await shop.setPolicy({ gates: { story: 'required', context: 'required', design: 'advisory' } });
		expect((await hand([SESSION]))?.text).toContain('needs no approval here');
		expect((await world.until(id, ({ ended }) => ended !== null)).phase).toBe('done');

		await shop.setPolicy({});
		const next = await world.start('component-design', SESSION);
		await world.take(next.id);
		const handed = await handing(world, next.id, 'design')([SESSION]);
		expect(handed?.text).toContain('was submitted for review');
		await shop.say({ type: 'archived', artefact: SESSION });
		expect((await world.until(next.id, ({ ended }) => ended !== null)).phase).toBe('failed');
	},
);

test(
	'[SN5] a child waits for a session that somebody began about its component',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const beside = await world.start('component-tests', SESSION);
		const { id, children } = await world.start('context-code', CONTEXT);
		expect(children).toEqual([]);
		await world.shop.say({ type: 'sessionEnded', session: beside.id, outcome: 'cancelled' });
		const parent = await world.until(id, (state) => state.children.length > 0);
		expect(parent.children).toMatchObject([{ kind: 'component-tests', artefact: SESSION }]);
		expect(world.shop.served.errors).toEqual([]);
	},
);

test('[SN3] the same words are another attempt once people sent them back', PATIENCE, async () => {
	await using world = await openSessionShop();
	const { id } = await world.start('component-design', SESSION);
	await world.take(id);
	await world.type('It forgets nobody.');
	const output = { summary: 'Said more.', artefacts: [SESSION] };
	expect(await world.submit(id, 'design', output)).toMatchObject({ accepted: true });
	await world.review(SESSION, 'Say who forgets.');
	await world.until(id, ({ step }) => step === 'design');
	await world.take(id);
	const again = await world.submit(id, 'design', output);
	expect(again).toMatchObject({ accepted: false, session: { phase: 'revising' } });
	expect(again.checks.at(-1)?.text).toContain('Say who forgets.');
});

const ADA = { kind: 'person', id: 'ada' } as const;

/** Hands these in, and answers with what the last check said. */
function handing(world: SessionShop, id: Parameters<SessionShop['take']>[0], step: string) {
	let n = 0;
	return async (artefacts: readonly string[]) => {
		const { checks } = await world.submit(id, step, { summary: `Number ${++n}.`, artefacts });
		return checks.at(-1);
	};
}

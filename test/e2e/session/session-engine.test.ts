import { expect, test } from 'vitest';
import { addCriterion } from '#shared/doc/edits/criteria.ts';
import { openStoriesDoc } from '#shared/doc/stories-doc.ts';
import { AcceptanceCriterionId } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import { LEASE_MS } from '#shared/session/budget.ts';
import { COMMAND, CONTEXT, SESSION, STORY } from '#test/e2e/world/evidence-shop.ts';
import { blobOf } from '#test/e2e/world/person.ts';
import { guard, openSessionShop } from '#test/e2e/world/session-shop.ts';

const PATIENCE = { timeout: 60_000 };
const REVIEW = { summary: 'One gap.', remarks: [] };
const STRANGE = { ...REVIEW, remarks: [{ artefact: CONTEXT, weight: 'note', text: 'Not mine.' }] };
const WRITTEN = { summary: 'Left as it is.', artefacts: [STORY] };

test(
	'[SN3] a session goes from its start through a rejection and a person’s gate to done',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { sessions, robin, kim, shop } = world;
		const changes: string[] = [];
		sessions.onChange((id) => changes.push(id));
		const { id } = await world.start('story-review', STORY);
		expect(
			guard(await sessions.start(kim, { kind: 'story-review', artefact: STORY, goal: null })),
		).toBe('goes-on');

		const hand = await world.take(id);
		expect(hand.step.name).toBe('review');
		expect(hand.schema).toMatchObject({ type: 'object', required: ['summary', 'remarks'] });
		expect(hand.pack.parts.length).toBeGreaterThan(0);
		expect(guard(await sessions.take(kim, id))).toBe('held');
		expect(guard(await sessions.submit(robin, id, 'review', { remarks: 7 }))).toBe('output');

		const rejected = await world.submit(id, 'review', STRANGE);
		expect(rejected).toMatchObject({ accepted: false, session: { phase: 'revising' } });
		expect(rejected.checks).toMatchObject([{ check: 'designs-remarked', passed: false }]);
		expect((await world.take(id)).feedback.at(-1)).toContain(CONTEXT);
		const accepted = await world.submit(id, 'review', REVIEW);
		expect(accepted).toMatchObject({ accepted: true, session: { step: 'revise' } });
		const again = await world.submit(id, 'review', REVIEW);
		expect(again.checks).toEqual(accepted.checks);
		expect(again.session.history).toEqual(accepted.session.history);

		await world.take(id, kim);
		const done = await world.submit(id, 'revise', WRITTEN, kim);
		expect(done.checks.map(({ check }) => check)).toEqual([
			'artefacts-clean',
			'artefacts-submitted',
		]);
		// The story is approved as it reads: its gate is open, and the session goes on by itself.
		expect(done.session.phase).toBe('done');
		expect(guard(await sessions.take(kim, id))).toBe('session-ended');
		expect(new Set(changes)).toEqual(new Set([id]));
		const told = sessions.transcript(id, 0, 100);
		expect(told.map(({ n }) => n)).toEqual(told.map((_, at) => at + 1));
		// What the checks say of it stands below what was handed in.
		const handed = told.flatMap(({ body: { type } }) =>
			type === 'output' || type === 'check' ? [type] : [],
		);
		expect(handed).toEqual([...['output', 'check', 'output', 'check', 'output', 'check', 'check']]);
		expect(told.find(({ body }) => body.type === 'check' && !body.passed)).toMatchObject({
			step: 'review',
		});
		expect(shop.served.errors).toEqual([]);
	},
);

test('[SN1] a session starts only where it can go somewhere', PATIENCE, async () => {
	await using world = await openSessionShop();
	const { sessions, robin, shop } = world;
	const start = async (
		kind: Parameters<typeof world.start>[0],
		artefact: Parameters<typeof world.start>[1],
	) => guard(await sessions.start(robin, { kind, artefact, goal: null }));
	expect(await start('component-code', STORY)).toBe('about-artefact');
	expect(await start('story-interview', STORY)).toBe('about-nothing');
	expect(await start('story-review', null)).toBe('about-artefact');
	expect(await start('story-review', 'st_0000000000')).toBe('no-artefact');
	const eve = { id: robin.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')), name: 'eve' };
	const stranger = { ...robin, ...eve, id: world.kim.id };
	await shop.say({ type: 'removed', subject: world.kim.id });
	const asked = { kind: 'story-interview', artefact: null, goal: null } as const;
	expect(guard(await sessions.start(stranger, asked))).toBe('not-admitted');
	const id = AcceptanceCriterionId.parse('ac_0123456789');
	const origin = { kind: 'person', id: 'ada' } as const;
	await shop.served.workspace.rooms.open('stories').edit(origin, (yDoc) => {
		addCriterion(openStoriesDoc(yDoc), STORY, { id, text: 'More.' }, undefined, origin);
	});
	expect(await start('context-design', CONTEXT)).toBe('not-approved');
	await shop.setPolicy({ gates: { story: 'off', context: 'required', design: 'required' } });
	expect(await start('story-review', STORY)).toBe('practice-off');
});

test(
	'[SN4] a draft is submitted by its session, and people’s changes come back as feedback',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { id } = await world.start('component-design', SESSION);
		await world.take(id);
		await world.type('It forgets nobody.');
		const output = { summary: 'Said more.', artefacts: [SESSION] };
		const handed = await world.submit(id, 'design', output);
		expect(handed.checks.at(-1)?.text).toContain('was submitted for review');
		expect(handed.session).toMatchObject({
			phase: 'waiting',
			waiting: { for: 'approval', artefacts: [SESSION] },
		});
		expect(guard(await world.sessions.take(world.kim, id))).toBe('waits-for-approval');

		await world.review(SESSION, 'Say who forgets.');
		await world.until(id, ({ step }) => step === 'design');
		const hand = await world.take(id, world.kim);
		expect(hand.feedback.at(-1)).toContain('Say who forgets.');
		expect(hand.session.steps[0]?.attemptsLeft).toBe(5);
		const same = await world.submit(id, 'design', output, world.kim);
		expect(same.checks.at(-1)).toMatchObject({ check: 'artefacts-submitted', passed: false });
		expect(same.checks.at(-1)?.text).toContain('Say who forgets.');

		await world.type('The reader is never forgotten.');
		expect(await world.submit(id, 'design', output, world.kim)).toMatchObject({ accepted: true });
		await world.review(SESSION);
		await world.until(id, ({ phase }) => phase === 'done');
	},
);

test(
	'[SN7] a silent lease lapses, another goes on, and signs of life keep it',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { sessions, shop, robin, kim } = world;
		const { id } = await world.start('story-review', STORY);
		const hand = await world.take(id);
		shop.served.pass(LEASE_MS - 1_000);
		sessions.tell(id, 'robin', { type: 'text', text: 'Still reading.' });
		shop.served.pass(2_000);
		expect(guard(await sessions.take(kim, id))).toBe('held');
		expect(new Date((await world.take(id)).until).getTime()).toBeGreaterThan(
			new Date(hand.until).getTime(),
		);
		shop.served.pass(LEASE_MS - 1_000);
		sessions.tell(id, 'robin', { type: 'note', text: 'The rate limit is reached. Waiting.' });
		shop.served.pass(2_000);
		await world.take(id, kim);
		expect(guard(await sessions.submit(robin, id, 'review', REVIEW))).toBe('not-holder');
		expect(guard(await sessions.release(robin, id))).toBe('not-holder');
		expect(sessions.get(id)?.lease?.by).toMatchObject({ agent: kim.id });
		await sessions.release(kim, id);
		expect(sessions.get(id)).toMatchObject({ lease: null, phase: 'working' });
	},
);

test(
	'[SN8] a question waits for a person, and the answer is with whoever goes on',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { sessions, shop, robin, kim } = world;
		const { id } = await world.start('story-interview', null);
		await world.take(id);
		const asked = await sessions.ask(robin, id, 'interview', 'Who signs in?');
		if (!asked.ok || asked.value.waiting?.for !== 'answer') throw new Error(JSON.stringify(asked));
		expect(guard(await sessions.take(kim, id))).toBe('waits-for-answer');
		const answer = blobOf('Readers do.');
		const on = { session: id, step: 'interview', asked: asked.value.waiting.question };
		await shop.say({ type: 'stepAnswered', ...on, answer: blobRefOf(answer) }, answer);
		expect((await world.take(id, kim)).feedback).toEqual([
			'You asked: Who signs in? A person answered: Readers do.',
		]);
		await shop.say({ type: 'sessionEnded', session: id, outcome: 'cancelled' });
		expect(guard(await sessions.submit(kim, id, 'interview', WRITTEN))).toBe('session-ended');
	},
);

test(
	'[SN12] [SN18] code is written for a design that is approved, and its tests really run',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { sessions, shop, robin } = world;
		const { id } = await world.start('component-code', SESSION);
		await world.take(id);
		shop.write('src/accounts/session.ts', 'export const MOST_TRIES = 6;\n');
		const output = { summary: 'Written.', files: ['src/accounts/session.ts'] };
		const red = await world.submit(id, 'code', output);
		expect(red.checks.at(-1)).toMatchObject({ check: 'tests-pass', passed: false });
		await shop.setPolicy({ test: [], evidence: { on: true } });
		await world.type('More.');
		const waiting = { for: 'approval', artefacts: [SESSION] };
		expect(sessions.get(id)).toMatchObject({ phase: 'waiting', waiting });
		expect(sessions.list()).toEqual([sessions.get(id)]);
		expect(sessions.list()).toBe(sessions.list());
		const next = () => shop.served.workspace.work().items.map(({ step }) => step);
		expect(next()).toContain('submit_for_review');
		expect(next()).not.toContain('get_step');
		expect(guard(await sessions.take(robin, id))).toBe('not-approved');
		const told: (string | undefined)[] = [];
		sessions.onChange((one) => told.push(sessions.get(one)?.phase));
		await shop.setPolicy({ test: [], evidence: { on: true } });
		expect(told).toContain('waiting');
		await world.type('');
		expect(sessions.get(id)).toMatchObject({ phase: 'revising', waiting: null });
		expect(next()).toContain('wait');
		await shop.setPolicy({ test: [], evidence: { on: true } });
		expect(told.at(-1)).toBe('revising');
		await world.take(id);
		await shop.say({
			type: 'policySet',
			policy: { ...DEFAULT_POLICY, test: COMMAND, evidence: { on: true } },
		});
		shop.write('src/accounts/session.ts', 'export const MOST_TRIES = 5;\n');
		const green = await world.submit(id, 'code', output);
		expect(green.checks.map(({ check }) => check)).toEqual([
			'test-file',
			'code-file',
			'only-its-files',
			'tests-pass',
		]);
		expect(green.session.phase).toBe('done');
		expect((await shop.phases())[2]).toBe('verified');
	},
);

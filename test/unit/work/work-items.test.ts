import { describe, expect, test } from 'vitest';
import { createWorkList } from '#machines/work/create-work-list.ts';
import { whyOf } from '#machines/work/why-of.ts';
import type { ArtefactId } from '#shared/id.ts';
import { blob } from '#test/fixtures/events.ts';
import { bookshop } from '#test/fixtures/pack-world.ts';
import { errorOn, openSession, WorkWorld } from '#test/fixtures/work-world.ts';

function itemsOn(world: WorkWorld, id: ArtefactId) {
	return createWorkList().look(world.input).of(id);
}

function setUp() {
	const shop = bookshop();
	return { ...shop, world: new WorkWorld(shop.artefacts) };
}

describe('what is next', () => {
	test('[NW2] an empty workspace begins with a story, in a session that interviews', () => {
		const empty = new WorkWorld({ stories: [], contexts: [], designs: [] });
		expect(createWorkList().look(empty.input).items).toMatchObject([
			{ step: 'write_story', who: 'agent', start: { kind: 'story-interview', artefact: null } },
		]);
		empty.sessions = [openSession('story-interview', null)];
		expect(
			createWorkList()
				.look(empty.input)
				.items.map(({ step }) => step),
		).toEqual(['get_step']);
	});

	test('[NW2] a draft is mended, waits for what it rests on, or is submitted', () => {
		const { world, signIn, accounts } = setUp();
		expect(itemsOn(world, signIn.id)).toMatchObject([{ step: 'submit_for_review', who: 'agent' }]);
		expect(itemsOn(world, accounts.id)).toMatchObject([
			{ step: 'wait', who: 'nobody', why: expect.stringContaining(signIn.id) },
		]);
		world.findings = [errorOn(signIn.id), errorOn(signIn.id, 'Another.')];
		expect(itemsOn(world, signIn.id)).toMatchObject([
			{ step: 'write_story', why: '2 error findings, the first: It is empty. Fill it.' },
		]);
		world.findings = [];
		world.approve(signIn.id);
		expect(itemsOn(world, accounts.id)).toMatchObject([{ step: 'submit_for_review' }]);
	});

	test('[NW2] what was approved leads to the next one down, with the session that does it', () => {
		const { world, signIn, accounts, artefacts, ids } = setUp();
		world.texts = { stories: [signIn], contexts: [], designs: [] };
		world.approve(signIn.id);
		expect(itemsOn(world, signIn.id)).toMatchObject([
			{ step: 'write_context', start: { kind: 'context-mapping', artefact: null } },
		]);
		world.texts = {
			...artefacts,
			designs: artefacts.designs.filter(({ id }) => id !== ids.session),
		};
		world.approve(accounts.id);
		expect(itemsOn(world, signIn.id)).toEqual([]);
		expect(itemsOn(world, accounts.id)).toMatchObject([
			{
				...{ step: 'write_design', id: ids.session, title: 'Session' },
				start: { kind: 'component-design', artefact: ids.session },
			},
		]);
	});

	test('[NW2] an approved design is built tests first, mended where they fail, and verified', () => {
		const { world, signIn, accounts, ids } = setUp();
		for (const id of [signIn.id, accounts.id, ids.session]) world.approve(id);
		const next = () => itemsOn(world, ids.session);
		expect(next()).toMatchObject([{ step: 'implement', start: { kind: 'component-tests' } }]);
		world.tested.add(ids.session);
		expect(next()).toMatchObject([{ step: 'implement', start: { kind: 'component-code' } }]);
		world.implemented.add(ids.session);
		expect(next()).toEqual([]);
		const seen = { design: ids.session, revision: null, changed: [], run: null, criteria: [] };
		world.evidence = [{ ...seen, result: 'none', because: 'No test run of it is in the log.' }];
		expect(next()).toMatchObject([
			{ step: 'verify', why: expect.stringContaining('lintel verify') },
		]);
		world.evidence = [{ ...seen, result: 'red', because: 'Its tests failed.' }];
		expect(next()).toMatchObject([{ step: 'implement', start: { kind: 'component-code' } }]);
		world.verified.add(ids.session);
		expect(next()).toEqual([]);
		expect(itemsOn(world, signIn.id)).toMatchObject([
			{ step: 'start_session', start: { kind: 'integration', artefact: signIn.id } },
		]);
	});

	test('[NW3] what people sent back comes first, in their words', () => {
		const { world, signIn, lend } = setUp();
		world.log.requestChanges('ada', world.submit(lend.id));
		world.findings = [errorOn(signIn.id)];
		const { items } = createWorkList().look(world.input);
		const [first] = items;
		expect(first).toMatchObject({ step: 'write_story', id: lend.id });
		const words = { nameOf: () => 'Ada', textOf: () => 'Say by when.' };
		expect(first && whyOf(first, words)).toBe('Ada asked for changes: Say by when.');
		expect(first && whyOf(first, { ...words, textOf: () => null })).toContain('erased');
		expect(items.map(({ rank }) => rank)).toEqual(
			items.map(({ rank }) => rank).toSorted((a, b) => a - b),
		);
	});

	test('[NW3] people are told to review, to settle and to reaffirm', () => {
		const { world, signIn, accounts } = setUp();
		world.log.add('ben', 'reviewer');
		const submitted = world.submit(signIn.id);
		expect(itemsOn(world, signIn.id)).toMatchObject([{ who: 'person', step: 'review' }]);
		world.log.approve('ada', submitted);
		world.approve(accounts.id);
		const edited = { ...signIn, narrative: 'Otherwise.' };
		world.edit(edited);
		world.approve(signIn.id);
		expect(itemsOn(world, accounts.id)).toMatchObject([
			{ who: 'agent', step: 'read_artefact', start: { kind: 'change', artefact: signIn.id } },
			{ who: 'person', step: 'reaffirm' },
		]);
		world.sessions = [openSession('change', signIn.id)];
		expect(itemsOn(world, accounts.id)).toMatchObject([{ who: 'person', step: 'reaffirm' }]);
	});

	test('[NW4] whose session is open is worked on through its step, and not twice', () => {
		const { world, signIn, accounts, ids } = setUp();
		for (const id of [signIn.id, accounts.id, ids.session]) world.approve(id);
		const session = openSession('component-tests', ids.session);
		const lease = {
			...{ event: blob('leased'), step: 'tests', at: '2026-11-22T09:00:00.000Z' },
			...{ by: session.started.by, key: session.started.key },
		};
		const steps = (change: Partial<typeof session>) => {
			world.sessions = [{ ...session, ...change }];
			return itemsOn(world, ids.session).map(({ who, step }) => `${who} ${step}`);
		};
		expect(steps({})).toEqual(['agent get_step']);
		expect(steps({ phase: 'revising' })).toEqual(['agent get_step']);
		expect(steps({ lease: lease.by && { ...lease, by: lease.by } })).toEqual(['nobody wait']);
		expect(steps({ phase: 'validating' })).toEqual([]);
		const asked = { question: blob('q'), text: blob('t'), by: null };
		const question = { for: 'answer', ...asked } as const;
		expect(steps({ phase: 'waiting', waiting: question })).toEqual(['person answer']);
		expect(steps({ phase: 'waiting', waiting: { for: 'retry', reason: null } })).toEqual([
			'person reopen',
		]);
		expect(steps({ phase: 'waiting', waiting: { for: 'children', sessions: [] } })).toEqual([
			'person reopen',
		]);
		expect(steps({ phase: 'done' })).toEqual(['agent implement']);
	});

	test('[NW2] what the team does not practise is neither asked for nor offered', () => {
		const { world, signIn } = setUp();
		world.log.setPolicy('ada', { gates: { story: 'required', context: 'off', design: 'off' } });
		world.approve(signIn.id);
		const { items } = createWorkList().look(world.input);
		expect(JSON.stringify(items)).not.toMatch(/context|design/);
	});
});

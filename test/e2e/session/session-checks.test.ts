import { expect, test } from 'vitest';
import type { ComponentId, StoryId } from '#shared/id.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { storyParts } from '#shared/lifecycle/story-parts.ts';
import {
	CODE,
	COMMAND,
	CONTEXT,
	FILES,
	LOCK,
	SESSION,
	SHELF,
	STORY,
	TEST,
} from '#test/e2e/world/evidence-shop.ts';
import { openSessionShop } from '#test/e2e/world/session-shop.ts';

const PATIENCE = { timeout: 60_000 };
const HEAD = `import { test } from 'node:test';
import { strictEqual } from 'node:assert';
`;
const testing = (code: string, ...lines: readonly string[]) =>
	`${HEAD}import * as code from '${code}';\n${lines.join('\n')}\n`;

const FIRST = testing('../../src/accounts/session.ts', `test('a shelf [${SHELF}]', () => {});`);

/** A second component, which serves the criterion that the first leaves out. */
const LATCH: ComponentId = 'cp_she0000000';
const [LATCH_CODE, LATCH_TEST] = ['src/accounts/latch.ts', 'test/accounts/latch.test.ts'];
const TWO = {
	...FILES,
	'context_map.md': (FILES['context_map.md'] ?? '').replace(
		`${CODE} <!-- ${SESSION} --> |`,
		`${CODE} <!-- ${SESSION} --> |\n| Latch | module | ${LATCH_CODE} <!-- ${LATCH} --> |`,
	),
	'docs/design/accounts/latch.md': `---
id: ${LATCH}
component: Latch
type: module
context: ${CONTEXT}
criteria: [${LOCK}]
---
# Latch

Locks sign-in.
`,
	[TEST]: FIRST,
	[LATCH_CODE]: 'export const MOST_TRIES = 5;\n',
	[LATCH_TEST]: testing(
		'../../src/accounts/latch.ts',
		`test('it locks [${LOCK}]', () => strictEqual(code.MOST_TRIES, 5));`,
	),
};

test('[SN13] a story is covered by tests that pass on what is there now', PATIENCE, async () => {
	await using world = await openSessionShop({}, TWO);
	const { shop } = world;
	const { id } = await world.start('integration', STORY);
	await world.take(id);
	const hand = (summary: string) =>
		world.submit(id, 'exercise', { summary, files: [TEST] }).then(({ checks }) => checks.at(-1));

	// Nobody ran the tests of the other component, whatever its files say.
	const uncovered = await hand('The shelf.');
	expect(uncovered).toMatchObject({ check: 'criteria-pass', passed: false });
	expect(uncovered?.text).toContain(`(${LOCK})`);
	expect(uncovered?.text).not.toContain(SHELF);

	// A run that fits no more covers nothing.
	expect(await shop.verify(LATCH_TEST)).toMatchObject({ ok: true });
	shop.write(LATCH_CODE, 'export const MOST_TRIES = 6;\n');
	expect((await hand('It was locked once.'))?.text).toContain(`No passing test names “Five`);

	shop.write(
		TEST,
		testing('../../src/accounts/session.ts', `test('[${SHELF}]', () => { throw 1; });`),
	);
	expect((await hand('Red.'))?.text).toContain('Tests fail for “A reader');

	shop.write(LATCH_CODE, 'export const MOST_TRIES = 5;\n');
	shop.write(TEST, FIRST);
	expect(await hand('Both.')).toMatchObject({ passed: true });
	expect(await world.until(id, ({ phase }) => phase === 'done')).toMatchObject({ step: null });
	expect(shop.served.errors).toEqual([]);
});

test('[SN14] where tests come first, they fail before there is code', PATIENCE, async () => {
	const { [CODE]: _, ...uncoded } = FILES;
	await using world = await openSessionShop({ testsFirst: true }, uncoded);
	const { shop } = world;
	const { id } = await world.start('component-tests', SESSION);
	await world.take(id);
	const output = { summary: 'Written.', files: [TEST] };
	shop.write(TEST, `${HEAD}test('[${SHELF}]', () => {});\n`);
	const hollow = await world.submit(id, 'tests', output);
	expect(hollow.checks.at(-1)).toMatchObject({ check: 'tests-fail', passed: false });
	expect(hollow.checks.at(-1)?.text).toContain('Tests of it pass before there is any code');

	shop.write(TEST, FILES[TEST] ?? '');
	const red = await world.submit(id, 'tests', { ...output, summary: 'They call it now.' });
	expect(red.checks.at(-1)?.text).toContain('fail, as they should');
	expect(red.session.phase).toBe('done');

	const code = await world.start('component-code', SESSION);
	await world.take(code.id);
	shop.write(CODE, FILES[CODE] ?? '');
	const green = await world.submit(code.id, 'code', { summary: 'Written.', files: [CODE] });
	expect(green.accepted).toBe(true);
	await expect.poll(async () => (await shop.phases())[2], PATIENCE).toBe('verified');
});

test('[SN15] tests that an agent wrote find no secret in their environment', PATIENCE, async () => {
	const secrets = { LINTEL_TEST_TOKEN: 'hunter2', SOME_API_KEY: 'hunter2' };
	Object.assign(process.env, secrets);
	try {
		await using world = await openSessionShop();
		const { shop } = world;
		const { id } = await world.start('component-code', SESSION);
		await world.take(id);
		const look = `strictEqual(JSON.stringify(process.env).includes('hunter2'), false)`;
		shop.write(
			TEST,
			testing('../../src/accounts/session.ts', `test('[${SHELF}] [${LOCK}]', () => ${look});`),
		);
		const done = await world.submit(id, 'code', { summary: 'Written.', files: [CODE] });
		expect(done.checks.at(-1)).toMatchObject({ check: 'tests-pass', passed: true });
	} finally {
		for (const name of Object.keys(secrets)) delete process.env[name];
	}
});

const SECOND: StoryId = 'st_0000000002';

test('[SN16] a map is done once every approved story has a context', PATIENCE, async () => {
	const stories = `${FILES['user_stories.md']}
## Leave a note <!-- ${SECOND} -->

As a reader, I want to leave a note, so that I remember.

**Acceptance Criteria**
- A note stays <!-- ac_0000000002 -->
`;
	await using world = await openSessionShop({}, { ...FILES, 'user_stories.md': stories });
	const { shop } = world;
	const { workspace } = shop.served;
	await shop.setPolicy({ test: COMMAND, evidence: { on: true } });
	const { id } = await world.start('context-mapping', null);
	await world.take(id);
	const [, story] = workspace.artefacts().stories;
	if (story === undefined) throw new Error('There is one story.');
	const revision = revisionOfArtefact({ kind: 'story', story });
	const on = { artefact: SECOND, revision, criteria: {}, basis: [] };
	await shop.say({ type: 'submitted', ...on, ...storyParts(story) });
	await world.review(SECOND);

	const output = { summary: 'One context.', artefacts: [CONTEXT] };
	const left = await world.submit(id, 'map', output);
	expect(left.checks.at(-1)).toMatchObject({ check: 'stories-covered', passed: false });
	expect(left.checks.at(-1)?.text).toContain(SECOND);

	const link = `- Sign in with email <!-- ${STORY} -->`;
	const map = shop.read('context_map.md');
	shop.write('context_map.md', map.replace(link, `${link}\n- Leave a note <!-- ${SECOND} -->`));
	await expect.poll(() => workspace.artefacts().contexts[0]?.stories.length, PATIENCE).toBe(2);
	const mapped = await world.submit(id, 'map', { ...output, summary: 'Both stories.' });
	expect(mapped.session.waiting).toEqual({ for: 'approval', artefacts: [CONTEXT] });
	await world.review(CONTEXT);
	expect((await world.until(id, ({ ended }) => ended !== null)).phase).toBe('done');
});

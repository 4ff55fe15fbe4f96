/** A whole story by the built-in runner against the scripted Messages API: from a wish to verified code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import { blobOf } from '#test/e2e/person.ts';
import {
	asks,
	writesCode,
	writesContext,
	writesDesign,
	writesStory,
	writesTests,
} from '#test/e2e/runner-scripts.ts';
import { admitRunner, openRunnerWorld, type RunnerWorld } from '#test/e2e/runner-world.ts';
import {
	ANSWER,
	CODE,
	CODE_FILE,
	FILES,
	POLICY,
	QUESTION,
	TEST_FILE,
	WISH,
} from '#test/e2e/session-story.ts';
import { KEY } from '#test/messages-api/scripted-api.ts';

const PATIENCE = { timeout: 60_000 };

test(
	'[RN30] the runner takes a story from the interview to verified code, people deciding at each gate',
	PATIENCE,
	async () => {
		await using world = await openRunnerWorld(FILES);
		const { served, runner, api, git } = world;
		const { workspace } = served;
		await admitRunner(world);
		await world.say({ type: 'policySet', policy: { ...DEFAULT_POLICY, ...POLICY } });

		const interview = await world.start('story-interview', null, WISH);
		api.play(asks);
		expect(runner.run(interview.id, {})).toMatchObject({ ok: true });
		await world.until(interview.id, 'waiting');
		expect(world.transcript(interview.id)).toContain(QUESTION);
		api.play(writesStory);
		await answer(world, ANSWER);
		await world.until(interview.id, 'waiting', 'waits-approval');
		const [story] = workspace.artefacts().stories;
		if (story === undefined) throw new Error('There is no story.');
		await world.approve(story.id);
		await world.until(interview.id, 'ended');
		const criteria = story.criteria.map(({ id }) => id);

		const mapping = await world.start('context-mapping', null);
		api.play(writesContext(story.id));
		runner.run(mapping.id, {});
		await world.until(mapping.id, 'waiting');
		const [context] = workspace.artefacts().contexts;
		const component = context?.components[0]?.id;
		if (context === undefined || component === undefined) throw new Error('There is no context.');
		await world.approve(context.id);
		await world.until(mapping.id, 'ended');

		const design = await world.start('component-design', component);
		api.play(writesDesign(component, criteria));
		runner.run(design.id, {});
		await world.until(design.id, 'waiting');
		await world.approve(component);
		await world.until(design.id, 'ended');
		await workspace.save();
		git('init', '-q', '-b', 'main');
		git('add', '-A');
		git('commit', '-qm', 'Design the greeter');

		const tests = await world.start('component-tests', component);
		api.play(writesTests(criteria));
		runner.run(tests.id, {});
		await world.until(tests.id, 'ended');
		const code = await world.start('component-code', component);
		api.play(writesCode);
		runner.run(code.id, {});
		const ran = await world.until(code.id, 'ended');

		expect(api.faults).toEqual([]);
		expect(git('status', '--porcelain')).toBe('');
		expect(git('worktree', 'list').split('\n')).toHaveLength(1);
		expect(ran.branch).toBe('lintel/component-code/greeter');
		expect(git('diff', '--name-only', `main...${ran.branch}`).split('\n')).toEqual([
			CODE_FILE,
			TEST_FILE,
		]);
		expect(ran.usage).toMatchObject({ input: 600, output: 240 });
		git('merge', '-q', ran.branch ?? '');
		expect(readFileSync(join(world.folder, CODE_FILE), 'utf8')).toBe(CODE);
		const hooks = { signal: new AbortController().signal, onOutput: () => {} };
		await workspace.verification.verify({ paths: [], report: null, replay: false }, hooks);
		await workspace.save();
		expect([story.id, context.id, component].map((id) => workspace.viewOf(id).phase)).toEqual([
			...['verified', 'verified', 'verified'],
		]);
		expect(world.transcript(code.id)).toContain(`git merge ${ran.branch}`);
		expect(world.transcript(code.id)).not.toContain(KEY);
		expect(served.errors).toEqual([]);
	},
);

/** To the question that is open. */
async function answer({ served, say }: RunnerWorld, words: string): Promise<void> {
	const [state] = served.workspace.sessions.list();
	if (state?.waiting?.for !== 'answer' || state.step === null) throw new Error('Nobody asked.');
	const { id: session, step, waiting } = state;
	const blob = blobOf(words);
	const payload = { type: 'stepAnswered', session, step, asked: waiting.question } as const;
	await say({ ...payload, answer: blobRefOf(blob) }, blob);
}

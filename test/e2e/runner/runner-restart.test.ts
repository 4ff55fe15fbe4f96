/** The built-in runner when the Lintel that it works in ends. */
import fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bareEnvironment } from '#server/runner/environment.ts';
import { createRunners } from '#server/runner/runners.ts';
import { RunnerView } from '#shared/protocol/run.ts';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { random } from '#test/e2e/world/person.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { handsInStory, writesStory, writesStoryAndStalls } from '#test/e2e/world/runner-scripts.ts';
import { admitRunner, openRunnerWorld } from '#test/e2e/world/runner-world.ts';
import { bearer, post, ticketOf } from '#test/e2e/world/served.ts';
import { FILES } from '#test/e2e/world/session-story.ts';
import { KEY } from '#test/messages-api/scripted-api.ts';

const PATIENCE = { timeout: 60_000 };

test(
	'[RN33] kill -9 in the middle of a step: the next start goes on there, and does nothing twice',
	PATIENCE,
	async () => {
		await using world = await openRunnerWorld(FILES);
		await admitRunner(world);
		const { api, served, ada, folder } = world;
		const { id } = await world.start('story-interview', null);
		// From here on a process of its own has the database and the files.
		await served.relay.stop();
		const data = join(served.folder, 'data');
		const env = { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: api.url };
		const { slug } = served.workspace;

		api.play(writesStoryAndStalls());
		{
			await using first = await startLintel({ repo: folder, data, env });
			const there = { ...served, origin: first.origin };
			const headers = bearer(await ticketOf(there, ada));
			const run = await post(there, `/api/w/${slug}/sessions/${id}/run`, {}, headers);
			expect(await run.json()).toMatchObject({ status: 'running' });
			await expect.poll(() => api.requests.length, PATIENCE).toBe(2);
			await first.kill();
		}

		api.play(handsInStory());
		{
			await using next = await startLintel({ repo: folder, data, env });
			const there = { ...served, origin: next.origin };
			const headers = bearer(await ticketOf(there, ada));
			const view = async () => {
				const answer = await fetch(`${next.origin}/api/w/${slug}/runner`, { headers });
				return RunnerView.parse(await answer.json()).runs[0];
			};
			await expect
				.poll(view, PATIENCE)
				.toMatchObject({ status: 'waiting', why: { guard: 'waits-approval' }, turns: 3 });
			await next.stop();
		}
		expect(api.requests).toHaveLength(4);
		expect(api.faults).toEqual([]);

		await using after = await openFolder({ folder, data });
		expect(after.artefacts().stories).toHaveLength(1);
		const state = after.sessions.get(id);
		expect(state).toMatchObject({ step: 'approval', waiting: { for: 'approval' } });
		const events = state?.history.map((one) => after.journal.ledger.get(one)?.event.type);
		expect(events).toEqual(['sessionStarted', 'stepLeased', 'stepSubmitted', 'stepAccepted']);
		const calls = after.sessions.transcript(id, 0, 100).flatMap(({ body }) => {
			return body.type === 'tool' ? body.name : [];
		});
		expect(calls).toEqual(['write_story', 'find_artefacts']);
	},
);

test(
	'[RN33] what ran when Lintel ended goes on at the next start, at the same step',
	PATIENCE,
	async () => {
		await using world = await openRunnerWorld(FILES);
		await admitRunner(world);
		const { runner, api, served } = world;
		const { workspace } = served;
		const { id } = await world.start('story-interview', null);
		api.play([{ calls: [{ name: 'list_files', input: {} }] }, { say: 'I think', stallAfter: 4 }]);
		runner.run(id, {});
		await expect.poll(() => api.requests.length, PATIENCE).toBe(2);
		await served.relay.runners.stop();
		const lease = workspace.sessions.get(id)?.lease;
		expect(lease).not.toBe(null);

		const next = createRunners({
			...{
				version: '0',
				baseUrl: () => served.origin,
				worktrees: join(served.folder, 'worktrees'),
			},
			...{ disk: fs, run: runProgram, now: () => new Date(), random },
			model: { key: KEY, baseUrl: api.url, environment: bareEnvironment(process.env) },
			timer: { after: () => () => {} },
			onError: (error) => void served.errors.push(error),
		});
		api.play(writesStory());
		next.resume(workspace);
		const view = () => next.of(workspace)?.view().runs[0];
		await expect.poll(view, PATIENCE).toMatchObject({ status: 'waiting', turns: 4 });
		expect(workspace.artefacts().stories).toHaveLength(1);
		expect(workspace.sessions.get(id)).toMatchObject({
			step: 'approval',
			waiting: { for: 'approval' },
		});
		expect(served.errors).toEqual([]);
		await next.stop();
	},
);

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RunnerView } from '#shared/protocol/run.ts';
import { startLintel } from '#test/e2e/lintel-process.ts';
import { openFolder } from '#test/e2e/open-folder.ts';
import { handsInStory, writesStoryAndStalls } from '#test/e2e/runner-scripts.ts';
import { admitRunner, openRunnerWorld } from '#test/e2e/runner-world.ts';
import { bearer, post, ticketOf } from '#test/e2e/served.ts';
import { FILES } from '#test/e2e/session-story.ts';
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

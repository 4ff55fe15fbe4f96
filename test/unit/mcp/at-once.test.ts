/** Calls for the same that come at once: a client that asks again, and two agents that want the same. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSessionWorld, type SessionWorld } from '#test/e2e/world/session-world.ts';

let world: SessionWorld;

beforeAll(async () => {
	world = await openSessionWorld();
});

afterAll(async () => {
	expect(world.served.errors).toEqual([]);
	await world[Symbol.asyncDispose]();
});

test('[SN1] of sessions alike that are started at once one begins, and the others are told of it', async () => {
	const { robin, jay, served, aStory } = world;
	const asked = { kind: 'story-review', artefact: aStory() };
	const calls = [robin, jay, robin, jay].map((agent) => agent.callRaw('start_session', asked));
	const answers = await Promise.all(calls);
	const begun = served.workspace.sessions.list().filter((one) => one.artefact === asked.artefact);
	expect(begun).toHaveLength(1);
	const refused = answers.filter(({ isError }) => isError);
	expect(refused).toHaveLength(3);
	for (const { text } of refused) expect(text).toContain(`Go on with ${begun[0]?.id}`);
});

test('[MC33] an agent that takes a step twice at once holds it, and hears so both times', async () => {
	const { robin, jay, aStory } = world;
	const { session } = await robin.call('start_session', {
		kind: 'story-review',
		artefact: aStory(),
	});
	const both = [0, 1, 2].map(() => robin.call('get_step', { session }));
	for (const step of await Promise.all(both)) expect(step).toMatchObject({ step: 'review' });
	expect(await jay.refusalOf('get_step', { session })).toContain('holds this step');
});

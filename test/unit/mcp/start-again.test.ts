/** A start that is sent again, its answer lost on the way, over both doors of the bridge. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectAgent } from '#test/e2e/world/agent.ts';
import { openSessionWorld, type SessionWorld } from '#test/e2e/world/session-world.ts';

let world: SessionWorld;

beforeAll(async () => {
	world = await openSessionWorld();
});

afterAll(async () => {
	expect(world.served.errors).toEqual([]);
	await world[Symbol.asyncDispose]();
});

const interview = (goal?: string) => ({
	kind: 'story-interview',
	...(goal === undefined ? {} : { goal }),
});

test('[MC38] a start sent again is the same session, also on another connection, until its first step is taken', async () => {
	const { robin, served, token } = world;
	const { session, next } = await robin.call('start_session', interview('A way to pay later'));
	await using again = await connectAgent(served, token, 'legacy');
	const second = await again.call('start_session', interview('A way to pay later'));
	expect(second).toMatchObject({ session, next });

	await robin.call('get_step', { session });
	const other = await robin.call('start_session', interview('A way to pay later'));
	expect(other['session']).not.toBe(session);
});

test('[MC38] what another agent starts, or with another goal or none, is a session of its own', async () => {
	const { robin, jay } = world;
	const started = [
		await robin.call('start_session', interview('Gifts')),
		await jay.call('start_session', interview('Gifts')),
		await robin.call('start_session', interview('Gift cards')),
		await robin.call('start_session', interview()),
	];
	const ids = started.map(({ session }) => session);
	expect(new Set(ids).size).toBe(4);
	expect(await robin.call('start_session', interview('  '))).toMatchObject({ session: ids[3] });
});

test('[MC39] a page asked for with a cursor that fits nothing takes no step', async () => {
	const { robin, jay, served, aStory } = world;
	const asked = { kind: 'story-review', artefact: aStory() };
	const { session } = await robin.call('start_session', asked);
	const before = served.workspace.journal.position();
	for (const cursor of ['0.00000000', 'nonsense', '9.ffffffff']) {
		expect(await robin.refusalOf('get_step', { session, cursor })).toContain('without a cursor');
	}
	expect(served.workspace.journal.position()).toEqual(before);
	expect(await jay.call('get_step', { session })).toMatchObject({ step: 'review' });
});

test('[MC39] who holds a step reads on with its cursors, and is told of one that fits nothing', async () => {
	const { robin, aStory } = world;
	const asked = { kind: 'story-review', artefact: aStory() };
	const { session } = await robin.call('start_session', asked);
	const { cursor } = await robin.call('get_step', { session });
	expect(await robin.call('get_step', { session, cursor })).toMatchObject({ step: 'review' });
	const wrong = { session, cursor: '0.00000000' };
	expect(await robin.refusalOf('get_step', wrong)).toContain('without a cursor');
	expect(await robin.call('get_step', { session })).toMatchObject({ step: 'review' });
});

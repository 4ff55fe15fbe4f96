/** What a confused or hostile agent sends to sessions, and what must come of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SessionId } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { connectAgent, tokenFor } from '#test/e2e/world/agent.ts';
import { blobOf } from '#test/e2e/world/person.ts';
import { append, signedBy } from '#test/e2e/world/served.ts';
import {
	HOSTILE,
	openSessionWorld,
	REMARKS,
	type SessionWorld,
	STORY_IDS,
} from '#test/e2e/world/session-world.ts';

let world: SessionWorld;

beforeAll(async () => {
	world = await openSessionWorld();
});

afterAll(async () => {
	await world[Symbol.asyncDispose]();
});

describe('an agent that does not hold the step', () => {
	test('[MC25] hands nothing in, asks nothing and gives nothing back', async () => {
		const session = await world.reviewInHand();
		const before = world.served.workspace.journal.ledger.heads();
		const handedIn = { session, step: 'review', output: REMARKS };
		for (const [tool, args] of [
			['get_step', { session }],
			['submit_step', handedIn],
			['submit_step', { session, step: 'review', question: 'May I?' }],
			['release_step', { session }],
		] as const) {
			expect(await world.jay.refusalOf(tool, args)).toMatch(/hold/i);
		}
		expect(world.served.workspace.journal.ledger.heads()).toEqual(before);
		await world.robin.call('release_step', { session });
		expect(await world.jay.call('get_step', { session })).toMatchObject({ step: 'review' });
		expect(await world.robin.refusalOf('submit_step', handedIn)).toMatch(/hold/i);
	});

	test('[MC25] nobody admitted, or that was removed, starts, takes and hands in nothing', async () => {
		await using stranger = await connectAgent(
			world.served,
			tokenFor(world.served, 'stranger').token,
		);
		const asked = { kind: 'story-review', artefact: world.aStory() };
		expect(await stranger.refusalOf('start_session', asked)).toContain('Admit');
		const gone = await world.admitted('gone');
		await using agent = await connectAgent(world.served, gone.token);
		const { session } = await agent.call('start_session', asked);
		await agent.call('get_step', { session });
		await append(
			world.served,
			await signedBy(world.served, world.ada, { type: 'removed', subject: gone.id }),
		);
		const handedIn = { session, step: 'review', output: REMARKS };
		expect(await agent.refusalOf('submit_step', handedIn)).not.toBe('');
		expect(await agent.refusalOf('get_step', { session })).not.toBe('');
		expect(await agent.refusalOf('start_session', asked)).not.toBe('');
	});
});

describe('what is handed in', () => {
	test('[MC26] that does not fit is not accepted, and says why and what to do', async () => {
		const session = await world.reviewInHand();
		for (const output of [
			...['garbage', 17, null, [], {}, { summary: '' }, { ...REMARKS, approve: true }],
			{ ...REMARKS, remarks: [{ artefact: 'st_0000000009', weight: 'must', text: 'x' }] },
			{ ...REMARKS, summary: 'x'.repeat(30_000) },
			{ ...REMARKS, summary: '\ud800' },
		]) {
			const raw = await world.robin.callRaw('submit_step', { session, step: 'review', output });
			expect(raw.isError || Object(JSON.parse(raw.text)).accepted === false).toBe(true);
			expect(raw.text.length).toBeGreaterThan(40);
			expect(Buffer.byteLength(raw.text)).toBeLessThanOrEqual(8 * 1024);
			// A budget that is used up waits for a person; another session goes on.
			const { pending } = await world.robin.call('list_sessions', { session });
			if (pending === true) break;
		}
		for (const args of [
			{ session, step: 'revise', output: REMARKS },
			{ session, step: 'review' },
			{ session, step: 'review', output: REMARKS, question: 'And?' },
			{ session: 'se_0000000000', step: 'review', output: REMARKS },
		]) {
			expect((await world.robin.refusalOf('submit_step', args)).length).toBeGreaterThan(40);
		}
	});

	test('[MC26] as text that is JSON is taken as what it says', async () => {
		const session = await world.reviewInHand();
		const output = JSON.stringify(REMARKS);
		const handedIn = { session, step: 'review', output };
		expect(await world.robin.call('submit_step', handedIn)).toMatchObject({ accepted: true });
	});
});

describe('what people wrote', () => {
	test('[MC9] reaches no instruction, prompt, tool or step but as fenced text', async () => {
		const session = await world.reviewInHand();
		const { tools } = await world.robin.client.listTools();
		const { prompts } = await world.robin.client.listPrompts();
		const advert = JSON.stringify([tools, prompts, world.robin.client.getInstructions()]);
		expect(advert).not.toContain(HOSTILE);
		const { instruction, next, outputSchema } = await world.robin.call('get_step', { session });
		expect(JSON.stringify([instruction, next, outputSchema])).not.toContain(HOSTILE);
	});

	test('[MC9] a goal or a reason stands beside what to do next, never in it', async () => {
		const asked = { kind: 'story-review', artefact: world.aStory(), goal: HOSTILE };
		const { session, goal, next } = await world.robin.call('start_session', asked);
		expect([goal, next]).toEqual([HOSTILE, expect.not.stringContaining(HOSTILE)]);
		const reason = blobOf(HOSTILE);
		const ended = await signedBy(world.served, world.ada, {
			...({ type: 'sessionEnded', outcome: 'cancelled' } as const),
			...{ session: SessionId.parse(session), reason: blobRefOf(reason) },
		});
		await world.served.workspace.journal.append([ended], [], [reason, world.ada.name]);
		const after = await world.robin.call('get_step', { session });
		expect(after).toMatchObject({ phase: 'cancelled', endedBecause: HOSTILE });
		expect(after['next']).not.toContain(HOSTILE);
	});

	test('[MC2] a kind of session that is about something is told which ids there are', async () => {
		for (const artefact of [undefined, 'US-1']) {
			const args = { kind: 'component-design', ...(artefact ? { artefact } : {}) };
			expect(await world.robin.refusalOf('start_session', args)).toContain('find_artefacts');
		}
		const args = { kind: 'component-code', artefact: STORY_IDS[0] };
		expect(await world.robin.refusalOf('start_session', args)).not.toBe('');
		expect(await world.robin.refusalOf('get_step', { session: 'US-1' })).toContain('list_sessions');
	});
});

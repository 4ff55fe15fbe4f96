/** What no event gets past, whoever made it up: one test for each guard that others would hide. */
import { describe, expect, test } from 'vitest';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import { MOST_LAPSES } from '#shared/session/budget.ts';
import { blob, memberId, STORY } from '#test/fixtures/events.ts';
import {
	ada,
	COMPONENT,
	CONTEXT,
	contentOf,
	createSessionWorld,
	kim,
	relay,
	robin,
	SESSION,
	type SessionWorld,
	type Signer,
	second,
	sessionId,
} from '#test/fixtures/session-world.ts';

const ben: Signer = { key: 'ben' };

function review() {
	const world = createSessionWorld();
	return { world, start: world.start(ada, 'story-review', STORY) };
}

/** Later in the order than anything that is here by now, and knowing only of `from`. */
function blind(world: SessionWorld, from: VerifiedEvent): readonly [VerifiedEvent] {
	let last = from;
	for (let n = 0; n < 20; n++) {
		last = world.world.add(`${from.id.slice(0, 8)} ${n}`, 'viewer', 'ada', { after: [last] });
	}
	return [last];
}

describe('what no event gets past', () => {
	test('[SX3] a step that waits for its verdict is held', () => {
		const { world } = review();
		world.lease(robin, 'review');
		world.submit(robin, 'review');
		expect(world.guardOf(world.lease(kim, 'review'))).toBe('held');
	});

	test('[SX4] only what knows of the lease comes of it', () => {
		const { world, start } = review();
		const leased = world.lease(robin, 'review');
		const after = blind(world, start);
		expect(world.guardOf(world.submit(robin, 'review', 'blind', { after }))).toBe('not-holder');
		expect(world.guardOf(world.lapse(second, 'review', undefined, { after }))).toBe('nobody-holds');
		expect(world.guardOf(world.lapse(ada, 'review', 'taken', { after }))).toBe('nobody-holds');
		expect(world.state().lease?.event).toBe(leased.id);
	});

	test('[SX4] a member holds a step against other members, and while they are no viewer', () => {
		const { world } = review();
		world.lease(ada, 'review');
		expect(world.guardOf(world.submit(ben, 'review'))).toBe('not-holder');
		world.lapse(ada, 'review', 'released');
		world.lease(ben, 'review');
		world.say(ada, { type: 'roleChanged', member: memberId('ben'), role: 'viewer' });
		expect(world.guardOf(world.submit(ben, 'review'))).toBe('not-holder');
	});

	test('[SX6] a verdict knows of what it judges', () => {
		const { world } = review();
		const leased = world.lease(robin, 'review');
		world.submit(robin, 'review');
		const after = blind(world, leased);
		expect(world.guardOf(world.accept('review', 'all of it', { after }))).toBe('late-verdict');
		expect(world.state().phase).toBe('validating');
	});

	test('[SX9] an answer knows of its question', () => {
		const { world } = review();
		const leased = world.lease(robin, 'review');
		const on = { session: SESSION, step: 'review' } as const;
		const asked = world.say(robin, { type: 'stepAsked', ...on, question: blob('Who?') });
		const after = blind(world, leased);
		const told = { type: 'stepAnswered', ...on, asked: asked.id, answer: blob('Ada') } as const;
		expect(world.guardOf(world.say(ada, told, { after }))).toBe('people-answer');
		expect(world.guardOf(world.say(ada, told))).toBeNull();
	});

	test('[SX8] a person who takes a step over begins its patience anew', () => {
		const { world } = review();
		for (let n = 1; n < MOST_LAPSES; n++) {
			world.lease(robin, 'review');
			world.lapse(relay, 'review');
		}
		world.lease(robin, 'review');
		world.lapse(ada, 'review', 'taken');
		world.lease(robin, 'review');
		world.lapse(relay, 'review');
		expect(world.state()).toMatchObject({ waiting: null, lease: null });
	});

	test('[SX5] nobody but a relay says that all is done', () => {
		const { world } = review();
		for (const step of ['review', 'revise']) {
			world.lease(robin, step);
			world.submit(robin, step);
			world.accept(step);
		}
		world.say(relay, {
			...{ type: 'stepAccepted', session: SESSION, step: 'approval' },
			content: contentOf('seen'),
		});
		for (const who of [ada, robin]) {
			expect(world.guardOf(world.end(who, 'done'))).toBe('relay-judges');
		}
		expect(world.guardOf(world.end(relay, 'done'))).toBeNull();
	});

	test('[SX2] one id is one child', () => {
		const world = createSessionWorld();
		world.start(ada, 'context-code', CONTEXT);
		const child = sessionId('child');
		const start = (artefact: typeof COMPONENT | 'cp_1123456789') =>
			world.say(relay, {
				...{ type: 'sessionStarted', session: child, kind: 'component-tests', artefact },
				parent: SESSION,
			});
		expect(world.guardOf(start(COMPONENT))).toBeNull();
		expect(world.guardOf(start('cp_1123456789'))).toBe('started-twice');
		expect(world.state().children).toHaveLength(1);
		expect(world.state(child).artefact).toBe(COMPONENT);
	});
});

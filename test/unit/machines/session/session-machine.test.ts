import { describe, expect, test } from 'vitest';
import { SESSION_TYPES } from '#shared/session/session-types.ts';
import { STORY } from '#test/fixtures/events.ts';
import { ask, review, stepIn } from '#test/fixtures/session-review.ts';
import {
	ada,
	COMPONENT,
	cleo,
	contentOf,
	createSessionWorld,
	kim,
	relay,
	robin,
	robinThere,
	SESSION,
	second,
	sessionId,
} from '#test/fixtures/session-world.ts';

describe('a Session', () => {
	test('[SX1] is started by a person or an Agent, about what its type is about', () => {
		const world = createSessionWorld();
		expect(world.guardOf(world.start(cleo, 'story-review', STORY))).toBe('viewers-read');
		expect(world.guardOf(world.start(ada, 'component-design', STORY))).toBe('wrong-artefact');
		expect(world.guardOf(world.start(ada, 'story-interview', STORY))).toBe('wrong-artefact');
		expect(world.guardOf(world.start(ada, 'story-review', null))).toBe('wrong-artefact');
		expect(world.book.get(SESSION)).toBeNull();
		expect(world.guardOf(world.start(robin, 'story-review', STORY))).toBeNull();
		expect(world.state()).toMatchObject({ phase: 'preparing', step: 'review', artefact: STORY });
		expect(world.guardOf(world.start(ada, 'story-review', STORY))).toBe('started-twice');
		const told = { type: 'sessionStarted', session: SESSION, artefact: null } as const;
		expect(world.guardOf(world.say(ada, { ...told, kind: 'tea' }))).toBe('started-twice');
	});

	test('[SX1] of a type that nobody knows does not start', () => {
		const world = createSessionWorld();
		const told = { type: 'sessionStarted', session: SESSION, artefact: null } as const;
		expect(world.guardOf(world.say(ada, { ...told, kind: 'tea' }))).toBe('unknown-kind');
		expect(world.book.list()).toEqual([]);
	});

	test('[SX2] starts no child at a step that people or Agents work on', () => {
		const world = review();
		const child = { session: sessionId('child'), parent: SESSION, artefact: COMPONENT } as const;
		const told = { type: 'sessionStarted', kind: 'component-tests', ...child } as const;
		expect(world.guardOf(world.say(relay, told))).toBe('not-a-child');
		expect(world.book.get(child.session)).toBeNull();
	});

	test('[SX16] goes through the steps of its type', () => {
		const world = review();
		expect(world.guardOf(world.lease(robin, 'revise'))).toBe('other-step');
		world.lease(robin, 'review');
		expect(world.state()).toMatchObject({ phase: 'working', lease: { step: 'review' } });
		world.submit(robin, 'review');
		expect(world.state().phase).toBe('validating');
		expect(stepIn(world, 'review').status).toBe('submitted');
		world.accept('review');
		expect(world.state()).toMatchObject({ step: 'revise', lease: null });
		expect(world.state().steps.map(({ status }) => status)).toEqual(['done', 'ready', 'pending']);
		world.lease(kim, 'revise');
		world.submit(kim, 'revise');
		world.accept('revise');
		expect(world.state()).toMatchObject({
			phase: 'waiting',
			waiting: { for: 'approval', artefacts: [STORY] },
		});
		expect(world.guardOf(world.end(relay, 'done'))).toBe('steps-left');
		world.accept('approval', 'what people approved');
		expect(world.state().step).toBeNull();
		expect(world.guardOf(world.end(relay, 'done'))).toBeNull();
		expect(world.state().phase).toBe('done');
	});

	test('[SX16] has steps whose names are no states of their own', () => {
		for (const { steps } of Object.values(SESSION_TYPES)) {
			const names = steps.map(({ name }) => name);
			expect(new Set([...names, 'finished', 'done', 'failed', 'cancelled']).size).toBe(
				names.length + 4,
			);
		}
	});

	test('[SX3] is held by one at a time', () => {
		const world = review();
		expect(world.guardOf(world.lease(relay, 'review'))).toBe('relay-holds-nothing');
		expect(world.guardOf(world.lease(cleo, 'review'))).toBe('viewers-read');
		world.lease(robin, 'review');
		expect(world.guardOf(world.lease(kim, 'review'))).toBe('held');
		expect(world.guardOf(world.lease(robin, 'review'))).toBe('held');
		expect(world.state().lease?.by).toMatchObject({ kind: 'agent' });
	});

	test('[SX3] is held by the first lease in the order, and the other’s work does not count', () => {
		const world = review();
		const heads = [...world.world.ledger.events()].slice(-1);
		const mine = world.lease(robin, 'review', { after: heads });
		const sent = world.submit(robin, 'review', 'mine', { after: [mine] });
		const theirs = world.lease(robinThere, 'review', { after: heads });
		const late = world.submit(robinThere, 'review', 'theirs', { after: [theirs] });
		const [won, lost] = mine.id < theirs.id ? [sent, late] : [late, sent];
		expect(world.guardOf(won)).toBeNull();
		expect(world.guardOf(lost)).not.toBeNull();
		expect(stepIn(world, 'review').attempts.map(({ submitted }) => submitted)).toEqual([won.id]);
	});

	test('[SX4] is handed in only by who holds it', () => {
		const world = review();
		expect(world.guardOf(world.submit(robin, 'review'))).toBe('not-holder');
		world.lease(robin, 'review');
		expect(world.guardOf(world.submit(kim, 'review'))).toBe('not-holder');
		expect(world.guardOf(world.submit(robinThere, 'review'))).toBe('not-holder');
		expect(world.guardOf(world.submit(ada, 'review'))).toBe('not-holder');
		expect(world.guardOf(ask(world, kim))).toBe('not-holder');
		expect(world.guardOf(world.lapse(kim, 'review', 'released'))).toBe('not-holder');
		expect(world.guardOf(world.submit(robin, 'review'))).toBeNull();
	});

	test('[SX4] is worked on by a person on any of their devices', () => {
		const world = review();
		const { device } = { device: { key: 'ada/second' } };
		world.lease(ada, 'review');
		expect(world.guardOf(world.submit(device, 'review'))).toBeNull();
		expect(world.guardOf(world.accept('review'))).toBeNull();
	});

	test('[SX5] is judged by the relay that leased it, for itself', () => {
		const world = review();
		world.lease(robin, 'review');
		world.submit(robin, 'review');
		const content = contentOf('all of it');
		const accepted = { type: 'stepAccepted', session: SESSION, step: 'review', content } as const;
		expect(world.guardOf(world.say(robin, accepted))).toBe('relay-judges');
		expect(world.guardOf(world.say(ada, accepted))).toBe('relay-judges');
		expect(world.guardOf(world.say(second, accepted))).toBe('others-lease');
		expect(world.guardOf(world.end(ada, 'failed'))).toBe('relay-judges');
		expect(world.guardOf(world.say(relay, accepted))).toBeNull();
		world.lease(robin, 'revise');
		expect(world.guardOf(world.lapse(robin, 'revise'))).toBe('relay-keeps-time');
		expect(world.guardOf(world.lapse(ada, 'revise'))).toBe('relay-keeps-time');
		expect(world.guardOf(world.lapse(second, 'revise'))).toBeNull();
		expect(world.guardOf(world.end(relay, 'failed'))).toBeNull();
		expect(world.state().phase).toBe('failed');
	});

	test('[SX6] takes one submission at a time, and no verdict that comes late', () => {
		const world = review();
		const leased = world.lease(robin, 'review');
		const first = world.submit(robin, 'review', 'one');
		expect(world.guardOf(world.submit(robin, 'review', 'two'))).toBe('being-judged');
		expect(world.guardOf(world.accept('review', 'two'))).toBe('late-verdict');
		expect(world.guardOf(world.accept('review', 'one', { after: [leased] }))).toBe('late-verdict');
		expect(world.guardOf(world.reject('review', 'one', { after: [first] }))).toBeNull();
		expect(world.guardOf(world.accept('review', 'one'))).toBe('late-verdict');
	});
});

import { describe, expect, test } from 'vitest';
import { MOST_ATTEMPTS, MOST_LAPSES } from '#shared/session/budget.ts';
import { blob } from '#test/fixtures/events.ts';
import { ask, reopen, review, stepIn } from '#test/fixtures/session-review.ts';
import {
	ada,
	cleo,
	kim,
	relay,
	robin,
	SESSION,
	type Signer,
	second,
} from '#test/fixtures/session-world.ts';

describe('a Session that doesn’t go straight', () => {
	test('[SX7] waits for a person once its budget is used up, and keeps every attempt', () => {
		const world = review();
		world.lease(robin, 'review');
		for (let n = 1; n <= MOST_ATTEMPTS; n++) {
			expect(world.guardOf(world.submit(robin, 'review', `try ${n}`))).toBeNull();
			world.reject('review', `try ${n}`);
			expect(stepIn(world, 'review').attemptsLeft).toBe(MOST_ATTEMPTS - n);
			expect(world.state().phase).toBe(n < MOST_ATTEMPTS ? 'revising' : 'waiting');
		}
		const attempts = stepIn(world, 'review').attempts;
		expect(attempts.map(({ verdict }) => verdict)).toEqual(Array(MOST_ATTEMPTS).fill('rejected'));
		expect(world.state()).toMatchObject({
			lease: null,
			waiting: { for: 'retry', reason: attempts.at(-1)?.reason },
		});
		expect(world.guardOf(world.lease(kim, 'review'))).toBe('used-up');
	});

	test('[SX8] is taken up by another once a lease lapsed, and waits after too many', () => {
		const world = review();
		world.lease(robin, 'review');
		world.submit(robin, 'review', 'one');
		world.reject('review', 'one');
		world.lapse(relay, 'review');
		expect(world.guardOf(world.submit(robin, 'review', 'two'))).toBe('not-holder');
		for (let n = 1; n < MOST_LAPSES; n++) {
			expect(world.state().waiting).toBeNull();
			world.lease(kim, 'review');
			if (n % 2 === 0) world.lapse(kim, 'review', 'released');
			else world.lapse(relay, 'review');
		}
		expect(world.state().waiting).toMatchObject({ for: 'retry' });
		expect(stepIn(world, 'review').attempts).toHaveLength(1);
	});

	test('[SX8] counts what was never judged as an attempt, and what a person took as nothing', () => {
		const world = review();
		world.lease(robin, 'review');
		world.submit(robin, 'review', 'one');
		expect(world.guardOf(world.lapse(robin, 'review', 'released'))).toBe('being-judged');
		world.lapse(second, 'review');
		expect(stepIn(world, 'review').attemptsLeft).toBe(MOST_ATTEMPTS - 1);
		world.lease(kim, 'review');
		expect(world.guardOf(world.lapse(robin, 'review', 'taken'))).toBe('people-take');
		expect(world.guardOf(world.lapse(cleo, 'review', 'taken'))).toBe('people-take');
		expect(world.guardOf(world.lapse(ada, 'review', 'taken'))).toBeNull();
		expect(world.guardOf(world.lease(ada, 'review'))).toBeNull();
	});

	test('[SX9] waits for an answer to its question', () => {
		const world = review();
		world.lease(robin, 'review');
		const asked = ask(world, robin);
		expect(world.state().waiting).toMatchObject({
			...{ for: 'answer', question: asked.id, by: { kind: 'agent' } },
		});
		expect(world.guardOf(world.lease(kim, 'review'))).toBe('waits-for-answer');
		const answer = (who: Signer, to: string) =>
			world.guardOf(
				world.say(who, {
					...{ type: 'stepAnswered', session: SESSION, step: 'review' },
					...{ asked: to, answer: blob('Ada') },
				}),
			);
		expect(answer(kim, asked.id)).toBe('people-answer');
		expect(answer(cleo, asked.id)).toBe('people-answer');
		expect(answer(ada, blob('another'))).toBe('people-answer');
		expect(answer(ada, asked.id)).toBeNull();
		expect(answer(ada, asked.id)).toBe('people-answer');
		expect(stepIn(world, 'review').questions).toMatchObject([
			{ by: { kind: 'agent' }, answer: blob('Ada'), answeredBy: { kind: 'member' } },
		]);
		expect(world.guardOf(world.lease(kim, 'review'))).toBeNull();
	});

	test('[SX10] is reopened by a person, with a note and a whole budget', () => {
		const world = review();
		expect(world.guardOf(reopen(world, ada, 'review'))).toBe('nobody-holds');
		world.lease(robin, 'review');
		for (let n = 1; n <= MOST_ATTEMPTS; n++) {
			world.submit(robin, 'review', `try ${n}`);
			world.reject('review', `try ${n}`);
		}
		expect(world.guardOf(reopen(world, kim, 'review'))).toBe('people-reopen');
		expect(world.guardOf(reopen(world, cleo, 'review'))).toBe('people-reopen');
		expect(world.guardOf(reopen(world, ada, 'review'))).toBeNull();
		expect(stepIn(world, 'review')).toMatchObject({
			...{ status: 'ready', attemptsLeft: MOST_ATTEMPTS, notes: [blob('Try again')] },
		});
		expect(world.state().phase).toBe('revising');
	});

	test('[SX11] goes back from a gate when people ask for changes', () => {
		const world = review();
		for (const step of ['review', 'revise']) {
			world.lease(robin, step);
			world.submit(robin, step);
			world.accept(step);
		}
		const returned = { type: 'stepRejected', session: SESSION, step: 'approval' } as const;
		const content = blob('what was seen');
		const reason = blob('Too long');
		expect(world.guardOf(world.say(robin, { ...returned, content, reason }))).toBe('relay-judges');
		expect(world.guardOf(world.say(second, { ...returned, content, reason }))).toBeNull();
		expect(world.state()).toMatchObject({ step: 'revise', phase: 'revising', waiting: null });
		expect(stepIn(world, 'revise')).toMatchObject({ notes: [reason], attemptsLeft: MOST_ATTEMPTS });
		expect(stepIn(world, 'approval').status).toBe('pending');
		world.lease(kim, 'revise');
		world.submit(kim, 'revise', 'shorter');
		world.accept('revise', 'shorter');
		expect(world.guardOf(reopen(world, ada, 'approval'))).toBeNull();
		expect(world.state().step).toBe('revise');
	});

	test('[SX13] is cancelled by a person, and takes nothing more then', () => {
		const world = review();
		world.lease(robin, 'review');
		expect(world.guardOf(world.end(robin, 'cancelled'))).toBe('people-cancel');
		expect(world.guardOf(world.end(cleo, 'cancelled'))).toBe('people-cancel');
		expect(world.guardOf(world.end(relay, 'cancelled'))).toBe('people-cancel');
		const end = world.end(ada, 'cancelled');
		expect(world.state()).toMatchObject({
			...{ phase: 'cancelled', step: null, lease: null, waiting: null, ended: { event: end.id } },
		});
		expect(world.guardOf(world.submit(robin, 'review'))).toBe('session-ended');
		expect(world.guardOf(world.end(relay, 'failed'))).toBe('session-ended');
	});
});

import { describe, expect, test } from 'vitest';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import { blob, STORY } from '#test/fixtures/events.ts';
import {
	ada,
	contentOf,
	createSessionWorld,
	relay,
	robin,
	robinThere,
	SESSION,
	type SessionWorld,
	second,
} from '#test/fixtures/session-world.ts';

/** A Session that two relays know of, and then hear of each other no more. */
function apart() {
	const world = createSessionWorld();
	world.start(ada, 'story-review', STORY);
	let [last] = [...world.world.ledger.events()].slice(-1);
	if (last === undefined) throw new Error('Nothing was said.');
	const start = last;
	/** What the second relay knows, one event after the other. */
	const there = (say: (after: readonly VerifiedEvent[]) => VerifiedEvent): VerifiedEvent => {
		last = say([last ?? start]);
		return last;
	};
	return { world, start, there };
}

function accept(
	world: SessionWorld,
	step: string,
	summary: string,
	after: readonly VerifiedEvent[],
) {
	const content = contentOf(summary);
	return world.say(second, { type: 'stepAccepted', session: SESSION, step, content }, { after });
}

/** All of a step, by the Agent of the first relay, after what it knows. */
function work(world: SessionWorld, step: string, summary: string, from: VerifiedEvent) {
	const leased = world.lease(robin, step, { after: [from] });
	const handed = world.submit(robin, step, summary, { after: [leased] });
	return [leased, handed, world.accept(step, summary, { after: [handed] })] as const;
}

const attempts = (world: SessionWorld, step: string) =>
	world.state().steps.find(({ name }) => name === step)?.attempts;

describe('a Session that two relays work on apart', () => {
	test('[SX22] keeps what was accepted when an earlier lease arrives late', () => {
		const { world, start, there } = apart();
		// Something else happened here first: whatever is leased there comes earlier in the order.
		const here = world.world.add('eve', 'author');
		const done = work(world, 'review', 'mine', here ?? start);
		const next = world.lease(robin, 'revise', { after: [done[2]] });
		const before = world.state();
		const late = there((after) => world.lease(robinThere, 'review', { after }));
		expect(world.guardOf(late)).toBeNull();
		for (const one of [...done, next]) expect(world.guardOf(one)).toBeNull();
		expect(world.state()).toMatchObject({ step: 'revise', lease: { event: next.id } });
		expect(attempts(world, 'review')).toEqual(before.steps[0]?.attempts);
		expect(world.state().history).toEqual([
			...[start.id, late.id],
			...[...done, next].map(({ id }) => id),
		]);

		// What it hands in there, and asks, changes nothing of that.
		const handed = there((after) => world.submit(robinThere, 'review', 'theirs', { after }));
		expect(world.state()).toMatchObject({ step: 'revise', lease: { event: next.id } });
		expect(attempts(world, 'review')).toMatchObject([
			{ submitted: handed.id, verdict: null },
			{ submitted: done[1].id, verdict: 'accepted' },
		]);
	});

	test('[SX22] counts one attempt as accepted: the first in the order', () => {
		const { world, start, there } = apart();
		const here = world.world.add('eve', 'author');
		const [, handed, accepted] = work(world, 'review', 'mine', here ?? start);
		const next = world.lease(robin, 'revise', { after: [accepted] });
		there((after) => world.lease(robinThere, 'review', { after }));
		const theirs = there((after) => world.submit(robinThere, 'review', 'theirs', { after }));
		const first = there((after) => accept(world, 'review', 'theirs', after));
		expect(world.guardOf(first)).toBeNull();
		expect(world.guardOf(handed)).not.toBeNull();
		expect(world.guardOf(accepted)).toBe('other-step');
		expect(attempts(world, 'review')?.map(({ submitted }) => submitted)).toEqual([theirs.id]);
		expect(world.state()).toMatchObject({ step: 'revise', lease: { event: next.id } });
	});

	test('[SX22] is not led past what people sent back, or ended', () => {
		const { world, start, there } = apart();
		const [, , reviewed] = work(world, 'review', 'mine', start);
		const leased = world.lease(robin, 'revise', { after: [reviewed] });
		const handed = world.submit(robin, 'revise', 'mine', { after: [leased] });
		const others = Array.from({ length: 12 }, (_, n) => world.world.add(`eve ${n}`, 'author'));
		for (const step of ['review', 'revise']) {
			there((after) => world.lease(robinThere, step, { after }));
			there((after) => world.submit(robinThere, step, 'theirs', { after }));
			there((after) => accept(world, step, 'theirs', after));
		}
		const sent = { session: SESSION, step: 'approval', content: blob('seen'), reason: blob('no') };
		there((after) => world.say(second, { type: 'stepRejected', ...sent }, { after }));
		const before = world.state();
		expect(before).toMatchObject({ step: 'revise', phase: 'revising' });
		// Later in the order than that, by a relay that knows nothing of it.
		const accepted = world.accept('revise', 'mine', { after: [handed, ...others.slice(-1)] });
		expect(world.guardOf(accepted)).not.toBeNull();
		expect(world.state()).toMatchObject({ step: 'revise', steps: before.steps });

		const other = apart();
		const late = other.world.world.add('eve', 'author');
		const done = work(other.world, 'review', 'mine', late ?? other.start);
		const ended = { type: 'sessionEnded', session: SESSION, outcome: 'cancelled' } as const;
		other.there((after) => other.world.say(ada, ended, { after }));
		expect(other.world.guardOf(done[2])).toBe('session-ended');
		expect(other.world.state().phase).toBe('cancelled');
	});

	test('[SX22] goes through a gate by a verdict that knows what led there', () => {
		const { world, start, there } = apart();
		const here = world.world.add('eve', 'author');
		const [, , reviewed] = work(world, 'review', 'mine', here ?? start);
		const [, , revised] = work(world, 'revise', 'mine', reviewed);
		for (const step of ['review', 'revise']) {
			there((after) => world.lease(robinThere, step, { after }));
			there((after) => world.submit(robinThere, step, 'theirs', { after }));
			there((after) => accept(world, step, 'theirs', after));
		}
		// What this relay saw approved is not what stands at the gate.
		const blind = world.accept('approval', 'all of it', { after: [revised] });
		expect(world.guardOf(blind)).toBe('late-verdict');
		expect(world.state().waiting?.for).toBe('approval');
		expect(world.guardOf(world.accept('approval'))).toBeNull();
		expect(world.guardOf(world.end(relay, 'done'))).toBeNull();
	});
});

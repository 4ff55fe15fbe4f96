import { describe, expect, test } from 'vitest';
import { strictestOf } from '#machines/membership/strictest.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import { createWorld, memberId } from '#test/fixtures/events.ts';

const two = { quorum: { story: 2, context: 2, design: 2 } };

function createTeam() {
	const world = createWorld();
	world.add('ben', 'reviewer');
	world.addRelay();
	world.addAgent('robin');
	return world;
}

describe('the policy in force', () => {
	test('[PL1] is the default until an owner sets one', () => {
		const world = createTeam();
		expect(world.ledger.state().policy).toEqual(DEFAULT_POLICY);
		world.setPolicy('ada', two);
		expect(world.ledger.state().policy.quorum.story).toBe(2);
	});

	test('[PL2] is set by owners only, never by an Agent’s relay', () => {
		const world = createTeam();
		expect(world.refusal(world.setPolicy('ben', {}))?.guard).toBe('owners-only');
		expect(world.refusal(world.setPolicy('relay', {}))?.guard).toBe('people-only');
		expect(world.refusal(world.setPolicy('relay', {}, { agent: 'robin' }))?.guard).toBe(
			'people-only',
		);
		expect(world.refusal(world.setPolicy('ada', {}, { agent: 'robin' }))?.guard).toBe(
			'agent-by-relay-only',
		);
	});

	test('[PL3] joins what was set at once, point by point, strictly', () => {
		const world = createTeam();
		const start = world.setPolicy('ada', {});
		world.setPolicy('ada', two, { after: [start] });
		world.setPolicy('ada/second', { fourEyes: true }, { after: [start] });
		expect(world.ledger.state().policy).toMatchObject({ ...two, fourEyes: true });
		world.setPolicy('ada', {});
		expect(world.ledger.state().policy).toEqual(DEFAULT_POLICY);
	});

	test('[PL3] binds a verdict that was written beside it', () => {
		const world = createTeam();
		const submitted = world.submit('ada', 'one');
		world.approve('ben', submitted);
		expect(world.view('one').phase).toBe('approved');
		world.setPolicy('ada', two, { after: [submitted] });
		expect(world.view('one').phase).toBe('review');
		world.approve('ada', submitted);
		expect(world.view('one').phase).toBe('approved');
	});

	test('[PL5] leaves verdicts alone that came before it', () => {
		const world = createTeam();
		world.approve('ben', world.submit('ada', 'one'));
		world.setPolicy('ada', two);
		expect(world.view('one').phase).toBe('approved');
	});

	test('[PL3] of an owner who was cut off beside it does not bind', () => {
		const world = createTeam();
		const dan = world.add('dan', 'owner');
		world.say('ada', { type: 'removed', subject: memberId('dan') });
		const lax = world.setPolicy('dan', two, { after: [dan] });
		expect(world.refusal(lax)?.guard).toBe('cut-off');
		expect(world.ledger.state().policy).toEqual(DEFAULT_POLICY);
	});

	test('[PL4] has no four-eyes while one person reviews', () => {
		const world = createWorld();
		expect(world.refusal(world.setPolicy('ada', { fourEyes: true }))?.guard).toBe(
			'four-eyes-alone',
		);
		world.add('ben', 'reviewer');
		expect(world.refusal(world.setPolicy('ada', { fourEyes: true }))).toBeNull();
		const cut = world.say('ada', { type: 'removed', subject: memberId('ben') });
		const again = world.setPolicy('ada', { fourEyes: true }, { after: [cut] });
		expect(world.refusal(again)?.guard).toBe('four-eyes-alone');
	});
});

test('[PL3] the strictest of two policies does not depend on which comes first', () => {
	const a = {
		...DEFAULT_POLICY,
		...two,
		ignore: ['x', 'y'],
		failing: ['b'],
		test: ['npm', 'test'],
	};
	const gates = { story: 'off', context: 'advisory', design: 'required' } as const;
	const b = { ...DEFAULT_POLICY, gates, fourEyes: true, ignore: ['y'], failing: ['a'], test: [] };
	expect(strictestOf([a, b])).toEqual(strictestOf([b, a]));
	expect(strictestOf([a, b])).toMatchObject({
		gates: DEFAULT_POLICY.gates,
		...two,
		fourEyes: true,
		ignore: ['y'],
		failing: ['a', 'b'],
		test: [],
	});
});

test('[PL3] content in notifications takes everyone who set a policy at once', () => {
	const open = { ...DEFAULT_POLICY, notifyContent: true };
	expect(strictestOf([open]).notifyContent).toBe(true);
	expect(strictestOf([open, open]).notifyContent).toBe(true);
	expect(strictestOf([open, DEFAULT_POLICY])).toEqual(DEFAULT_POLICY);
	expect(strictestOf([open, { ...open, notifyContent: false }]).notifyContent).toBeUndefined();
});

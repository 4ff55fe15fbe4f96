/** Each field of a policy, set at once by two owners who knew nothing of each other. */
import { expect, test } from 'vitest';
import { type Assurance, DEFAULT_POLICY, type Policy } from '#shared/lifecycle/policy.ts';
import { createWorld } from '#test/fixtures/events.ts';

const same = <T>(value: T) => ({ story: value, context: value, design: value });

/** Two values of one field, and what binds while both stand beside each other. */
const FIELDS: readonly [string, Partial<Policy>, Partial<Policy>, Partial<Policy>][] = [
	['a gate', { gates: same('off') }, { gates: same('advisory') }, { gates: same('advisory') }],
	['a gate', { gates: same('advisory') }, { gates: same('required') }, { gates: same('required') }],
	['a quorum', { quorum: same(3) }, { quorum: same(2) }, { quorum: same(3) }],
	['four-eyes', { fourEyes: true }, { fourEyes: false }, { fourEyes: true }],
	[
		'assurance',
		{ assurance: same('presence') },
		{ assurance: same('device') },
		{ assurance: same('presence') },
	],
	['failing rules', { failing: ['b'] }, { failing: ['a'] }, { failing: ['a', 'b'] }],
	['what is left out', { ignore: ['x', 'y'] }, { ignore: ['y', 'z'] }, { ignore: ['y'] }],
	['a test command', { test: ['npm', 'test'] }, { test: ['true'] }, { test: [] }],
	[
		'a test command',
		{ test: ['npm', 'test'] },
		{ test: ['npm', 'test'] },
		{ test: ['npm', 'test'] },
	],
	['notifications', { notifyContent: true }, {}, {}],
];

test.each(FIELDS)('[PL3] %s joins strictly, whoever set what', (_, one, other, joined) => {
	for (const [first, second] of [
		[one, other],
		[other, one],
	] as const) {
		const world = createWorld();
		world.add('ben', 'owner');
		const start = world.setPolicy('ada', {});
		world.setPolicy('ada', first, { after: [start] });
		world.setPolicy('ben', second, { after: [start] });
		expect(world.ledger.state().policy).toEqual({ ...DEFAULT_POLICY, ...joined });
	}
});

test('[PL3] kinds join each by itself', () => {
	const world = createWorld();
	world.add('ben', 'owner');
	const start = world.setPolicy('ada', {});
	const two = { ...same(1), design: 2 };
	const passkey = { ...same<Assurance>('device'), story: 'presence' as const };
	world.setPolicy('ada', { quorum: two }, { after: [start] });
	world.setPolicy('ben', { assurance: passkey }, { after: [start] });
	const { quorum, assurance } = world.ledger.state().policy;
	expect([quorum, assurance]).toEqual([two, passkey]);
});

test('[PL3] [LC16] presence that was asked for beside an approval binds it', () => {
	const world = createWorld();
	world.add('ben', 'reviewer');
	const submitted = world.submit('ada', 'one');
	const byDevice = world.approve('ben', submitted);
	expect(world.view('one').phase).toBe('approved');
	world.setPolicy('ada', { assurance: same('presence') }, { after: [submitted] });
	expect(world.view('one').phase).toBe('review');
	expect(world.refusal(byDevice)?.guard).toBe('presence-needed');
	world.approve('ben', submitted, { assurance: 'presence' });
	expect(world.view('one').phase).toBe('approved');
});

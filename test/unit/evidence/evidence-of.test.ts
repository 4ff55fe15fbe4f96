import { describe, expect, test } from 'vitest';
import { evidenceOf, NO_CODE } from '#machines/evidence/evidence-of.ts';
import { strictestOf } from '#machines/membership/strictest.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import { createRuns, DESIGN, handOf } from '#test/fixtures/attested.ts';
import { blob, createWorld, relayId, revision } from '#test/fixtures/events.ts';

describe('a run', () => {
	test('[EV1] verifies exactly what was run, and says what changed since', () => {
		const { look, run, world } = createRuns();
		expect(look()).toMatchObject({ result: 'none', because: 'No test run of it is in the log.' });
		const criteria = [{ id: 'ac_0123456789', text: blob('criterion'), result: 'green' }] as const;
		const one = run('green', {}, { criteria: [...criteria] });
		expect(look()).toMatchObject({ result: 'verified', run: { event: one.id }, criteria });
		expect(look({ code: 'two' })).toMatchObject({
			result: 'outdated',
			because: 'The code changed since the run of 2026-11-22 09:00 UTC.',
			changed: ['code'],
			criteria: [],
		});
		expect(look({ test: 'two', design: 'two' })).toMatchObject({
			because: 'The design and the test changed since the run of 2026-11-22 09:00 UTC.',
		});
		const gone = { ...handOf({}), code: null };
		expect(evidenceOf(world.ledger.state(), DESIGN, gone).because).toBe(
			'The code is gone since the run of 2026-11-22 09:00 UTC.',
		);
		expect(look().result).toBe('verified');
		world.setPolicy('ada', { test: ['npm', 'test'], evidence: { on: true } });
		expect(look().because).toBe(
			'The test command of the policy changed since the run of 2026-11-22 09:00 UTC.',
		);
	});

	test('[EV1] is told by the nearest of several', () => {
		const { look, run } = createRuns();
		const near = run('green', { code: 'two' });
		run('green', { code: 'three', test: 'three' });
		expect(look({ code: 'four' })).toMatchObject({ changed: ['code'], run: { event: near.id } });
	});

	test('[EV2] that failed holds until somebody who knew of it saw a green one', () => {
		const { look, run } = createRuns();
		const green = run('green');
		const red = run('red', {}, {}, { after: [green] });
		expect(look()).toMatchObject({ result: 'red', run: { event: red.id } });
		run('green', {}, {}, { after: [green] });
		expect(look().result).toBe('red');
		expect(look({ code: 'two' }).result).toBe('outdated');
		run('green', { code: 'two' });
		expect([look().result, look({ code: 'two' }).result]).toEqual(['red', 'verified']);
		run('green', {}, {}, { after: [red] });
		expect(look().result).toBe('verified');
	});

	test('[EV4] counts for nothing while evidence is off', () => {
		const { look, run, world } = createRuns();
		run('green');
		world.setPolicy('ada', { test: ['node', '--test', '{files}'] });
		expect(look()).toMatchObject({
			result: 'none',
			because: 'Evidence is off: no owner turned test runs on.',
		});
	});

	test('[EV4] counts as far as the policy accepts where it came from', () => {
		const only = (accept: 'reports' | 'runs' | 'ci') => createRuns({ accept });
		for (const [accept, from, by, result] of [
			['runs', 'report', 'relay', 'none'],
			['reports', 'report', 'relay', 'verified'],
			['ci', undefined, 'relay', 'none'],
			['ci', 'report', 'ci', 'verified'],
		] as const) {
			const { look, run } = only(accept);
			run('green', {}, from === undefined ? {} : { from }, {}, by);
			expect([accept, look().result]).toEqual([accept, result]);
		}
		const { look, run } = only('ci');
		const red = run('red', {}, {}, {}, 'ci');
		run('green', {}, {}, { after: [red] });
		expect(look().result).toBe('red');
	});

	test('[EV5] is all that a build machine signs', () => {
		const { run, world } = createRuns();
		world.addAgent('robin');
		const asAgent = world.submit('ci', 'one', { agent: 'robin' });
		expect(world.refusal(asAgent)?.guard).toBe('ci-attests-only');
		const session = { type: 'sessionStarted', session: 'se_0123456789', kind: 'x' } as const;
		const started = world.say('ci', { ...session, artefact: null });
		expect(world.refusal(started)?.guard).toBe('ci-attests-only');
		expect(world.refusal(run('green', {}, {}, {}, 'ci'))).toBeNull();
	});

	test('[EV6] of a relay that was removed beside it counts no more', () => {
		const { look, run, world } = createRuns();
		const before = [...world.ledger.heads()].flatMap((id) => world.ledger.get(id) ?? []);
		const red = run('red', {}, {}, {}, 'ci');
		run('green', {}, {}, { after: [red] });
		expect(look().result).toBe('verified');
		world.say('ada', { type: 'removed', subject: relayId('relay') }, { after: before });
		expect(look().result).toBe('red');
		world.say('ada', { type: 'removed', subject: relayId('ci') }, { after: [red] });
		expect(look().result).toBe('red');
	});

	test('[EV7] verifies with tests first only where one failed before there was code', () => {
		const { look, run } = createRuns({ testsFirst: true });
		run('green');
		expect(look()).toMatchObject({
			result: 'none',
			because: 'Its tests passed, and no run shows that they failed before there was code.',
		});
		run('red', {}, { code: NO_CODE });
		expect(look().result).toBe('verified');
	});
});

test('[EV8] policies beside each other take the stricter rules of evidence', () => {
	const on = { ...DEFAULT_POLICY, test: ['a'], evidence: { on: true, minutes: 3 } };
	const ci = { ...on, evidence: { on: true, accept: 'ci', testsFirst: true } } as const;
	const strict = { on: true, accept: 'ci', testsFirst: true, minutes: 3 };
	expect(strictestOf([on, ci]).evidence).toEqual(strict);
	expect(strictestOf([ci, on]).evidence).toEqual(strict);
	expect(strictestOf([on, DEFAULT_POLICY]).evidence?.on ?? false).toBe(false);
	// A report that one of two policies never named is nobody's word.
	const from = (path: string) => ({ ...on, evidence: { ...on.evidence, report: { path } } });
	expect(strictestOf([from('a.xml'), from('a.xml')]).evidence?.report).toEqual({ path: 'a.xml' });
	expect(strictestOf([from('a.xml'), from('b.xml')]).evidence?.report).toBeUndefined();
});

test('[EV1] a Design that reads otherwise is not what was run', () => {
	const world = createWorld();
	expect(
		evidenceOf(world.ledger.state(), DESIGN, { revision: revision('x'), code: null, test: null }),
	).toMatchObject({ result: 'none', revision: revision('x') });
});

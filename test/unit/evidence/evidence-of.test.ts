import { describe, expect, test } from 'vitest';
import { evidenceOf, NO_CODE } from '#machines/evidence/evidence-of.ts';
import { strictestOf } from '#machines/membership/strictest.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import { createRuns, DESIGN, handOf } from '#test/fixtures/attested.ts';
import {
	blob,
	createWorld,
	memberId,
	publicKey,
	relayId,
	revision,
} from '#test/fixtures/events.ts';

/** What a policy says that it accepts, where something else was handed in. */
const ONLY = { ci: 'only CI’s', runs: 'no report that was handed in', reports: '' } as const;

describe('a run', () => {
	test('[EV1] verifies exactly what was run, and says what changed since', () => {
		const { look, run, world } = createRuns();
		const none = {
			design: DESIGN,
			revision: revision('one'),
			changed: [],
			run: null,
			criteria: [],
		};
		const nothing = 'No test run of it is in the log.';
		expect(look()).toEqual({ ...none, result: 'none', because: nothing });
		const criteria = [{ id: 'ac_0123456789', text: blob('criterion'), result: 'green' }] as const;
		const one = run('green', {}, { criteria: [...criteria] });
		expect(look()).toMatchObject({
			...{ ...none, result: 'verified', run: { event: one.id }, criteria },
			because: 'Its tests passed on exactly this, in the run of 2026-11-22 09:00 UTC.',
		});
		expect(look({ code: 'two' })).toMatchObject({
			result: 'outdated',
			...{ ...none, changed: ['code'], run: { event: one.id } },
			because: 'The code changed since the run of 2026-11-22 09:00 UTC.',
		});
		expect(look({ test: 'two', design: 'two' })).toMatchObject({
			because: 'The design and the test changed since the run of 2026-11-22 09:00 UTC.',
		});
		for (const [parts, said] of [
			[{ code: null }, 'The code is gone'],
			[{ test: null }, 'The test is gone'],
			[{ code: null, test: null }, 'The code and the test are gone'],
			[{ ...handOf({ design: 'two' }), code: null }, 'The code is gone'],
			[{ ...handOf({ code: 'two' }), test: null }, 'The test is gone'],
		] as const) {
			const gone = evidenceOf(world.ledger.state(), DESIGN, { ...handOf({}), ...parts });
			expect(gone.because).toBe(`${said} since the run of 2026-11-22 09:00 UTC.`);
		}
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
		const later = run('red', { code: 'five' });
		expect(look({ code: 'four' }).run?.event).toBe(later.id);
	});

	test('[EV2] that failed holds until somebody who knew of it saw a green one', () => {
		const { look, run } = createRuns();
		const green = run('green');
		const red = run('red', {}, {}, { after: [green] });
		expect(look()).toMatchObject({
			...{ result: 'red', run: { event: red.id } },
			because: 'Its tests failed on exactly this, in the run of 2026-11-22 09:00 UTC.',
		});
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
			if (result === 'none')
				expect(look().because).toContain(`the policy accepts ${ONLY[accept]}.`);
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

	test('[EV6] of a relay that was removed says nothing where no other was', () => {
		const { look, run, world } = createRuns();
		const before = [...world.ledger.heads()].flatMap((id) => world.ledger.get(id) ?? []);
		run('green');
		expect(look().result).toBe('verified');
		world.say('ada', { type: 'removed', subject: relayId('relay') }, { after: before });
		expect(look()).toMatchObject({ because: 'No test run of it is in the log.', run: null });
	});

	test('[EV6] counts again in its place once its relay’s removal counts no more', () => {
		const { look, run, world } = createRuns();
		world.add('ben', 'owner');
		const added = world.say('ben', {
			...{ type: 'relayAdded', relay: relayId('late'), name: blob('late'), ci: true },
			key: publicKey('late'),
		});
		const red = run('red', {}, {}, {}, 'late');
		run('green', {}, {}, { after: [red] });
		const counted = () => world.ledger.state().attestations.get(DESIGN) ?? [];
		const kept = () => counted().map(({ result }) => result);
		expect(kept()).toEqual(['red', 'green']);
		world.say('ben', { type: 'removed', subject: relayId('late') }, { after: [added] });
		expect(kept()).toEqual(['green']);
		world.say('ada', { type: 'removed', subject: memberId('ben') }, { after: [added] });
		expect(kept()).toEqual(['red', 'green']);
		expect(look().result).toBe('verified');
	});

	test('[EV2] takes the place of those before it that are no stronger', () => {
		const { run, world } = createRuns();
		const kept = () =>
			world.ledger
				.state()
				.attestations.get(DESIGN)
				?.map(({ as }) => as);
		run('green', {}, {}, {}, 'ci');
		for (let n = 0; n < 5; n++) run('green', {}, { tree: `${n}` });
		expect(kept()).toEqual(['ci', 'runs']);
		run('green', {}, { from: 'report' });
		run('green', {}, { tree: 'later' }, {}, 'ci');
		expect(kept()).toEqual(['ci']);
	});

	test('[EV7] verifies with tests first only where one failed before there was code', () => {
		const { look, run } = createRuns({ testsFirst: true });
		run('green');
		expect(look()).toMatchObject({
			result: 'none',
			because: 'Its tests passed, and no run shows that they failed before there was code.',
		});
		run('red', { code: 'before' });
		run('green', {}, { code: NO_CODE });
		expect(look().result).toBe('none');
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

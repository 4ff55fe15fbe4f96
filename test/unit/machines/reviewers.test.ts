import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { strictestOf } from '#machines/membership/strictest.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import { DEFAULT_POLICY, type ReviewerRule } from '#shared/lifecycle/policy.ts';
import { createWorld, memberId, STORY, storyId } from '#test/fixtures/events.ts';

const BILLING = 'cx_0000000001' as const;
const DESIGN = 'cp_0123456789' as const;

const rule = (
	artefacts: ReviewerRule['artefacts'],
	people: readonly string[],
	kinds?: ReviewerRule['kinds'],
): ReviewerRule => ({
	match: 'as written',
	artefacts,
	members: people.map(memberId),
	...(kinds === undefined ? {} : { kinds }),
});

function createTeam() {
	const world = createWorld();
	for (const name of ['ben', 'cleo']) world.add(name, 'reviewer');
	world.add('dan', 'author');
	return world;
}

describe('reviewers that a policy asks for', () => {
	test('[SU9] one of them has to be among those who approve', () => {
		const world = createTeam();
		world.setPolicy('ada', { reviewers: [[rule([STORY], ['cleo'])]] });
		const submitted = world.submit('dan', 'one');
		world.approve('ben', submitted);
		expect(world.view('one')).toMatchObject({
			phase: 'review',
			approvedBy: [memberId('ben')],
			stillNeeded: { people: 1, oneOf: [[memberId('cleo')]], blocked: null },
		});
		world.approve('cleo', submitted);
		expect(world.view('one').phase).toBe('approved');
	});

	test('[SU9] count toward the quorum like anybody else', () => {
		const world = createTeam();
		const quorum = { story: 2, context: 1, design: 1 };
		world.setPolicy('ada', { quorum, reviewers: [[rule('all', ['cleo', 'ada'])]] });
		const submitted = world.submit('dan', 'one');
		world.approve('cleo', submitted);
		expect(world.view('one').phase).toBe('review');
		world.approve('ben', submitted);
		expect(world.view('one').phase).toBe('approved');
	});

	test('[SU9] the last rule of a list counts, and one that names nobody asks for nobody', () => {
		const world = createTeam();
		const rules = [rule('all', ['cleo'], ['story']), rule([storyId('free')], [])];
		world.setPolicy('ada', { reviewers: [rules] });
		world.approve('ben', world.submit('dan', 'one'));
		expect(world.view('one').phase).toBe('review');
		world.approve('ben', world.submit('dan', 'free', { artefact: storyId('free') }));
		expect(world.view('free', {}, storyId('free')).phase).toBe('approved');
		world.approve('ben', world.submit('dan', 'design', { artefact: DESIGN }));
		expect(world.view('design', {}, DESIGN).phase).toBe('approved');
	});

	test('[SU9] a context stands for the designs that name it', () => {
		const world = createTeam();
		world.setPolicy('ada', { reviewers: [[rule([BILLING], ['cleo'])]] });
		const submitted = world.submit('dan', 'design', { artefact: DESIGN, context: BILLING });
		world.approve('ben', submitted);
		expect(world.view('design', {}, DESIGN).phase).toBe('review');
		const elsewhere = { artefact: DESIGN, context: 'cx_0000000002' } as const;
		world.approve('ben', world.submit('dan', 'moved', elsewhere));
		expect(world.view('moved', {}, DESIGN).phase).toBe('approved');
	});

	test('[SU9] are asked to reaffirm as well', () => {
		const world = createTeam();
		world.approve('ben', world.submit('dan', 'one'));
		const basis = [{ artefact: STORY, submitted: '', revision: '' }];
		const [story] = world.ledger.state().artefacts.get(STORY)?.submissions ?? [];
		basis[0] = { artefact: STORY, submitted: story?.event ?? '', revision: story?.revision ?? '' };
		const design = world.submit('dan', 'design', { artefact: DESIGN, basis, context: BILLING });
		world.approve('ben', design);
		world.setPolicy('ada', { reviewers: [[rule([BILLING], ['cleo'])]] });
		world.say('ada', { type: 'archived', artefact: STORY });
		const again: EventPayload = { type: 'reaffirmed', answers: design.id, basis: [] };
		world.say('ben', again);
		expect(world.view('design', {}, DESIGN).standing).toBe('suspect');
		world.say('cleo', again);
		expect(world.view('design', {}, DESIGN).standing).toBe('current');
	});

	test('[SU10] of policies that were set at once are all asked for', () => {
		const world = createTeam();
		const start = world.setPolicy('ada', {});
		world.setPolicy('ada', { reviewers: [[rule('all', ['ben'])]] }, { after: [start] });
		const other = { reviewers: [[rule('all', ['cleo'])]] };
		world.setPolicy('ada/second', other, { after: [start] });
		const submitted = world.submit('dan', 'one');
		world.approve('ben', submitted);
		expect(world.view('one').stillNeeded?.oneOf).toEqual([[memberId('cleo')]]);
		world.approve('cleo', submitted);
		expect(world.view('one').phase).toBe('approved');
	});

	test('[SU10] bind a verdict that was written beside them, and none from before', () => {
		const world = createTeam();
		const early = world.submit('dan', 'early', { artefact: storyId('early') });
		world.approve('ben', early);
		const submitted = world.submit('dan', 'one');
		world.approve('ben', submitted);
		const asked = { reviewers: [[rule('all', ['cleo'])]] };
		world.setPolicy('ada', asked, { after: [submitted] });
		expect(world.view('one').phase).toBe('review');
		expect(world.view('early', {}, storyId('early')).phase).toBe('approved');
	});

	test('[SU11] a rule that names nobody who may review makes the policy count for nothing', () => {
		const world = createTeam();
		const locked = world.setPolicy('ada', { reviewers: [[rule('all', ['dan'])]] });
		expect(world.refusal(locked)?.guard).toBe('reviewers-nobody');
		expect(world.ledger.state().policy).toEqual(DEFAULT_POLICY);
		world.say('ada', { type: 'roleChanged', member: memberId('dan'), role: 'reviewer' });
		expect(
			world.refusal(world.setPolicy('ada', { reviewers: [[rule('all', ['dan'])]] })),
		).toBeNull();
	});

	test('[SU11] once they have left the gate says that nobody is left', () => {
		const world = createTeam();
		world.setPolicy('ada', { reviewers: [[rule('all', ['cleo'])]] });
		world.say('ada', { type: 'removed', subject: memberId('cleo') });
		world.approve('ben', world.submit('dan', 'one'));
		expect(world.view('one')).toMatchObject({
			phase: 'review',
			stillNeeded: { blocked: { guard: 'no-reviewer-left' } },
		});
	});
});

test('[SU10] lists of reviewers join to the same, whichever policy comes first', () => {
	const people = fc.subarray(['ada', 'ben', 'cleo']);
	const rules = fc.array(
		fc
			.tuple(fc.constantFrom<ReviewerRule['artefacts']>('all', [BILLING], [STORY]), people)
			.map(([about, who]) => rule(about, who)),
		{ maxLength: 2 },
	);
	const policies = fc.array(
		fc.array(rules, { maxLength: 2 }).map((reviewers) => ({ ...DEFAULT_POLICY, reviewers })),
		{ minLength: 2, maxLength: 4 },
	);
	fc.assert(
		fc.property(policies, (all) => {
			const joined = strictestOf(all);
			expect(strictestOf(all.toReversed()).reviewers ?? []).toEqual(joined.reviewers ?? []);
			expect(strictestOf([joined, ...all]).reviewers ?? []).toEqual(joined.reviewers ?? []);
			for (const list of all.flatMap(({ reviewers }) => reviewers)) {
				expect(joined.reviewers).toContainEqual(list);
			}
		}),
	);
});

describe('where several policies bind', () => {
	const quorum = (story: number) => ({ quorum: { story, context: 1, design: 1 } });

	test('[SU12] a gate goes by the one that takes fewest more people', () => {
		const world = createTeam();
		world.setPolicy('ada', {
			...quorum(1),
			reviewers: [[rule('all', ['cleo'])], [rule('all', ['ada'])]],
		});
		const submitted = world.submit('dan', 'one');
		world.approve('ben', submitted);
		expect(world.view('one')).toMatchObject({ approvalsNeeded: 1, stillNeeded: { people: 1 } });
		world.setPolicy('ada', quorum(2));
		expect(world.view('one')).toMatchObject({
			approvalsNeeded: 2,
			stillNeeded: { people: 1, oneOf: [] },
		});
	});

	test.each([
		['cleo', 'ada'],
		['ada', 'cleo'],
	])(
		'[SU12] of two that take as many, a gate goes by the one that asks for fewer in all, %s',
		(bound, next) => {
			const world = createTeam();
			world.setPolicy('ada', { ...quorum(2), reviewers: [[rule('all', [bound])]] });
			world.approve('ben', world.submit('dan', 'one'));
			world.setPolicy('ada', { reviewers: [[rule('all', [next])]] });
			expect(world.view('one')).toMatchObject({
				approvalsNeeded: 1,
				stillNeeded: { people: 1, oneOf: [[memberId(next)]] },
			});
		},
	);

	test('[SU14] of two that ask alike, a gate goes by the same one whatever the ids', () => {
		const told = Array.from({ length: 12 }, (_, n) => {
			const world = createTeam();
			for (const name of ['eve', 'fay']) world.add(name, 'reviewer');
			const least = (people: string) => ({ ...quorum(4), reviewers: [[rule('all', [people])]] });
			const strict = world.setPolicy('ada', least('eve'));
			const submitted = world.submit('dan', 'one');
			// Written beside ben's approval, so that both bind him; of cleo's it is the past.
			const other = world.setPolicy('ada', least('fay'), { after: [strict, submitted] });
			const at = `2026-11-22T10:00:${10 + n}.000Z`;
			const beside = world.submit('dan', 'two', { artefact: DESIGN, after: [submitted] });
			world.approve('ben', submitted, { after: [beside] });
			world.approve('cleo', submitted, { after: [other], at });
			return JSON.stringify(world.view('one').stillNeeded);
		});
		expect(told[0]).toContain(memberId('fay'));
		expect(new Set(told).size).toBe(1);
	});
});

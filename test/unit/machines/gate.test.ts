import { describe, expect, test } from 'vitest';
import { blob, createWorld, memberId, revision, STORY } from '#test/fixtures/events.ts';

const two = { quorum: { story: 2, context: 1, design: 1 } };

function createTeam() {
	const world = createWorld();
	for (const name of ['ben', 'cleo']) world.add(name, 'reviewer');
	world.add('dan', 'author');
	world.addRelay();
	world.addAgent('robin');
	return world;
}

describe('how far a gate is', () => {
	test('[SU12] says how many it takes, who approved, and who else may', () => {
		const world = createTeam();
		world.setPolicy('ada', two);
		const submitted = world.submit('dan', 'one');
		world.approve('ben', submitted);
		const view = world.view('one');
		expect(view).toMatchObject({
			approvalsNeeded: 2,
			approvedBy: [memberId('ben')],
			stillNeeded: { people: 1, oneOf: [], blocked: null },
		});
		expect(new Map(view.mayApprove.map((one) => [one.member, one.refusal?.guard]))).toEqual(
			new Map([
				[memberId('ada'), undefined],
				[memberId('ben'), 'approved-already'],
				[memberId('cleo'), undefined],
			]),
		);
	});

	test('[SU14] names those who may in one order, whoever joined first', () => {
		const orders = [
			['fay', 'gus'],
			['gus', 'fay'],
		].map((names) => {
			const world = createTeam();
			for (const name of names) world.add(name, 'reviewer');
			world.submit('dan', 'one');
			return world.view('one').mayApprove.map(({ member }) => member);
		});
		expect(orders[0]).toHaveLength(5);
		expect(orders[0]).toEqual(orders[1]);
	});

	test('[SU12] whoever approved what others oppose is told what settles it', () => {
		const world = createTeam();
		const submitted = world.submit('dan', 'one');
		world.approve('ben', submitted);
		world.requestChanges('cleo', submitted, { after: [submitted] });
		const { phase, mayApprove } = world.view('one');
		expect(phase).toBe('contested');
		const told = mayApprove.find(({ member }) => member === memberId('ben'))?.refusal;
		expect(told?.guard).toBe('approved-already');
		expect(told?.fix).toContain('once they decide anew');
	});

	test('[SU12] nothing is needed any more once it is approved', () => {
		const world = createTeam();
		world.approve('ben', world.submit('dan', 'one'));
		expect(world.view('one')).toMatchObject({
			approvalsNeeded: 1,
			approvedBy: [memberId('ben')],
			stillNeeded: null,
			mayApprove: [],
		});
	});

	test('[SU12] with four-eyes says who may not, for themselves or for their Agent', () => {
		const world = createTeam();
		world.setPolicy('ada', { fourEyes: true });
		for (const who of ['ada', 'relay']) {
			world.submit(who, who, who === 'relay' ? { agent: 'robin' } : {});
			const refused = world.view(who).mayApprove.filter(({ refusal }) => refusal !== null);
			expect(refused.map(({ member, refusal }) => [member, refusal?.guard])).toEqual([
				[memberId('ada'), 'four-eyes'],
			]);
		}
	});

	test('[SU12] says when those who may are too few', () => {
		const world = createTeam();
		world.setPolicy('ada', { ...two, fourEyes: true });
		world.submit('ada', 'one');
		expect(world.view('one').stillNeeded).toMatchObject({ people: 2, blocked: null });
		world.say('ada', { type: 'removed', subject: memberId('cleo') });
		expect(world.view('one').stillNeeded?.blocked?.guard).toBe('too-few-reviewers');
	});

	test('[SU12] goes by the policy that bound an approval, if that is met first', () => {
		const world = createTeam();
		world.setPolicy('ada', two);
		const submitted = world.submit('dan', 'one');
		world.approve('ben', submitted);
		world.setPolicy('ada', { quorum: { story: 3, context: 1, design: 1 } });
		expect(world.view('one')).toMatchObject({ approvalsNeeded: 2, stillNeeded: { people: 1 } });
		world.approve('cleo', submitted);
		expect(world.view('one').phase).toBe('approved');
	});

	test('[SU12] goes by the policy in force, if that is met first', () => {
		const world = createTeam();
		world.setPolicy('ada', { quorum: { story: 3, context: 1, design: 1 } });
		const submitted = world.submit('dan', 'one');
		world.approve('ben', submitted);
		world.setPolicy('ada', two);
		expect(world.view('one')).toMatchObject({ approvalsNeeded: 2, stillNeeded: { people: 1 } });
		world.approve('cleo', submitted);
		expect(world.view('one').phase).toBe('approved');
	});

	test('[SU12] says what it took where the policy asks for less by now', () => {
		const world = createTeam();
		world.setPolicy('ada', two);
		const submitted = world.submit('dan', 'one');
		for (const who of ['ben', 'cleo']) world.approve(who, submitted);
		world.setPolicy('ada', {});
		expect(world.view('one')).toMatchObject({ phase: 'approved', approvalsNeeded: 2 });
	});

	test('[SU12] says how many it takes where nobody approved and nothing waits', () => {
		const world = createTeam();
		world.setPolicy('ada', two);
		world.requestChanges('ben', world.submit('dan', 'one'));
		expect(world.view('one')).toMatchObject({ approvalsNeeded: 2, stillNeeded: null });
	});

	test('[SU12] without four-eyes lets authors approve their own', () => {
		const world = createTeam();
		world.submit('ada', 'one');
		const refused = world.view('one').mayApprove.filter(({ refusal }) => refusal !== null);
		expect(refused).toEqual([]);
	});
});

describe('who said what', () => {
	test('[SU13] every verdict that stands is shown with its reason where they disagree', () => {
		const world = createTeam();
		const submitted = world.submit('dan', 'one');
		world.approve('ben', submitted);
		const asked = world.requestChanges('cleo', submitted, { after: [submitted] });
		const view = world.view('one');
		expect(view.phase).toBe('contested');
		expect(new Set(view.verdicts.map(({ by, type }) => `${by} ${type}`))).toEqual(
			new Set([`${memberId('ben')} approved`, `${memberId('cleo')} changesRequested`]),
		);
		const no = view.verdicts.find(({ event }) => event === asked.id);
		expect(no).toMatchObject({ answers: submitted.id, reason: blob('cleo asks') });
		world.approve('cleo', submitted);
		expect(world.view('one')).toMatchObject({ phase: 'approved' });
		expect(world.view('one').verdicts.map(({ type }) => type)).toEqual(['approved', 'approved']);
	});

	test('[SU13] among them those on another submission of the same text', () => {
		const world = createTeam();
		const start = world.submit('dan', 'zero');
		const one = world.submit('dan', 'same', { after: [start] });
		const other = world.submit('ben', 'same', { after: [start] });
		world.approve('ben', one, { after: [one] });
		world.requestChanges('cleo', other, { after: [other] });
		const view = world.view('same');
		expect(view.phase).toBe('contested');
		expect(view.verdicts.map(({ type }) => type).sort()).toEqual(['approved', 'changesRequested']);
	});

	test('[SU13] a bypass shows its reason and its owner for ever', () => {
		const world = createTeam();
		const reason = blob('it burns');
		const bypass = { type: 'gateBypassed', artefact: STORY, revision: revision('one') } as const;
		const event = world.say('ada', { ...bypass, reason });
		world.approve('ben', world.submit('dan', 'two'));
		expect(world.view('two').bypasses).toEqual([
			{
				...{ event: event.id, by: memberId('ada'), at: event.event.at },
				...{ revision: revision('one'), reason },
			},
		]);
	});
});

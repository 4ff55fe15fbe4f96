import { describe, expect, test } from 'vitest';
import { blob, device, memberId, revision, storyId } from '#test/fixtures/events.ts';
import { createTeam } from '#test/fixtures/lifecycle-team.ts';

describe('a submission', () => {
	test('[LC1] is what a draft waits for', () => {
		const view = createTeam().view('one');
		expect(view).toMatchObject({ phase: 'draft', standing: 'current', submission: null });
	});

	test('[LC1] a draft looks alike whatever it says and whichever of its kind it is', () => {
		const world = createTeam();
		world.submit('dan', 'one');
		const other = world.view('one', {}, storyId('other'));
		expect(other).toMatchObject({ phase: 'draft', submission: null });
		expect(world.view('two', {}, storyId('other'))).toEqual(other);
		expect({ ...world.view('', {}, storyId('third')), id: other.id }).toEqual(other);
	});

	test('[LC2] puts the artefact in review, by a person or an Agent', () => {
		const world = createTeam();
		const first = world.submit('dan', 'one');
		expect(world.view('one')).toMatchObject({
			phase: 'review',
			submission: { event: first.id, by: memberId('dan'), textMatches: true },
		});
		const second = world.submit('relay', 'two', { agent: 'robin' });
		expect(world.view('one').submission).toMatchObject({
			event: second.id,
			author: memberId('ada'),
			textMatches: false,
		});
	});

	test('[LC2] is not for viewers', () => {
		const world = createTeam();
		world.add('eve', 'viewer');
		expect(world.refusal(world.submit('eve', 'one'))?.guard).toBe('authors-only');
	});

	test('[LC7] takes the place of those it descends from', () => {
		const world = createTeam();
		const first = world.submit('dan', 'one');
		const second = world.submit('dan', 'two');
		expect(world.refusal(world.approve('ben', first))?.guard).toBe('superseded');
		expect(world.refusal(world.approve('ben', second))).toBeNull();
		expect(world.view('two').phase).toBe('approved');
	});

	test('[LC7] stands beside another until one descends from both', () => {
		const world = createTeam();
		const start = world.submit('dan', 'zero');
		const one = world.submit('dan', 'one', { after: [start] });
		const two = world.submit('ben', 'two', { after: [start] });
		world.approve('cleo', one);
		world.approve('cleo', two);
		expect(world.view('one').phase).toBe('approved');
		expect(world.view('two').phase).toBe('approved');
		const three = world.submit('dan', 'three');
		expect(world.view('three')).toMatchObject({ phase: 'review', submission: { event: three.id } });
	});
});

describe('a verdict', () => {
	test('[LC5] approves once the quorum of different people agree', () => {
		const world = createTeam();
		world.setPolicy('ada', { quorum: { story: 2, context: 1, design: 1 } });
		world.say('ada', { type: 'deviceAdded', member: memberId('ben'), device: device('ben/phone') });
		const submitted = world.submit('dan', 'one');
		world.approve('ben', submitted);
		world.approve('ben/phone', submitted, { after: [submitted] });
		expect(world.view('one')).toMatchObject({ phase: 'review', quorum: 2 });
		world.approve('cleo', submitted);
		expect(world.view('one').phase).toBe('approved');
	});

	// covers: ac_edp5aje618
	test('[LC4] answers a submission that is its ancestor, and of its revision', () => {
		const world = createTeam();
		const before = world.ledger.get(world.ledger.heads()[0] ?? '');
		const submitted = world.submit('dan', 'one');
		const unseen = world.approve('ben', submitted, { after: before === null ? [] : [before] });
		const other = world.say('ben', {
			type: 'approved',
			answers: submitted.id,
			revision: revision('two'),
		});
		const nothing = world.say('ben', { type: 'withdrawn', answers: blob('nothing') });
		expect(world.refusal(unseen)?.guard).toBe('answers-unseen');
		expect(world.refusal(other)?.guard).toBe('other-revision');
		expect(world.refusal(nothing)?.guard).toBe('answers-unseen');
		expect(world.view('one').phase).toBe('review');
	});

	test('[LC4] on one submission says nothing of another with the same text', () => {
		const world = createTeam();
		const first = world.submit('dan', 'one');
		world.withdraw('dan', first);
		const again = world.submit('dan', 'one');
		expect(world.view('one')).toMatchObject({ phase: 'review', submission: { event: again.id } });
	});

	test('[LC6] that asks for changes returns the text, with the reason', () => {
		const world = createTeam();
		const submitted = world.submit('dan', 'one');
		const asked = world.requestChanges('ben', submitted);
		expect(world.view('one')).toMatchObject({
			phase: 'draft',
			returned: { event: submitted.id, status: 'returned' },
			lastReason: { ref: blob('ben asks'), by: memberId('ben'), event: asked.id },
		});
	});

	// covers: ac_de4t47m0yy
	test('[LC6] that holds makes an approval beside it contested, whichever came first', () => {
		const world = createTeam();
		const submitted = world.submit('dan', 'one');
		world.approve('ben', submitted, { after: [submitted] });
		const asked = world.requestChanges('cleo', submitted, { after: [submitted] });
		expect(world.view('one').phase).toBe('contested');
		world.approve('cleo', submitted, { after: [asked] });
		expect(world.view('one')).toMatchObject({ phase: 'approved', lastReason: null });
		world.requestChanges('ben', submitted);
		expect(world.view('one').phase).toBe('contested');
	});

	test('[LC6] of the same author beside the other does not lift it', () => {
		const world = createTeam();
		const submitted = world.submit('dan', 'one');
		world.requestChanges('ben', submitted, { after: [submitted] });
		world.approve('ben', submitted, { after: [submitted] });
		expect(world.view('one').phase).toBe('contested');
	});

	test('[LC9] holds against the same text beside it, and an Agent cannot shake it off', () => {
		const world = createTeam();
		const start = world.submit('dan', 'zero');
		const one = world.submit('dan', 'same', { after: [start] });
		const two = world.submit('relay', 'same', { after: [start], agent: 'robin' });
		world.approve('ben', one);
		const asked = world.requestChanges('cleo', two, { after: [two] });
		expect(world.view('same').phase).toBe('contested');
		world.submit('relay', 'other', { after: [asked], agent: 'robin' });
		expect(world.view('same').phase).toBe('contested');
		const anew = world.submit('dan', 'same');
		world.approve('ben', anew);
		expect(world.view('same').phase).toBe('approved');
	});

	test('[LC17] of withdrawal is for who submitted, who answers for it, and owners', () => {
		const world = createTeam();
		const own = world.submit('dan', 'one');
		expect(world.refusal(world.withdraw('ben', own))?.guard).toBe('others-submission');
		expect(world.refusal(world.withdraw('dan', own))).toBeNull();
		expect(world.view('one').phase).toBe('draft');
		const agents = world.submit('relay', 'two', { agent: 'robin' });
		expect(world.refusal(world.withdraw('dan', agents))?.guard).toBe('others-submission');
		expect(world.refusal(world.withdraw('relay', agents, { agent: 'robin' }))).toBeNull();
		expect(world.refusal(world.withdraw('ada', world.submit('dan', 'three')))).toBeNull();
	});

	test('[LC15] under four-eyes is not the author’s', () => {
		const world = createTeam();
		expect(world.refusal(world.approve('ben', world.submit('ben', 'none')))).toBeNull();
		world.setPolicy('ada', { fourEyes: true });
		const own = world.submit('ben', 'one');
		expect(world.refusal(world.approve('ben', own))?.guard).toBe('four-eyes');
		expect(world.refusal(world.approve('cleo', own))).toBeNull();
		const agents = world.submit('relay', 'two', { agent: 'robin' });
		expect(world.refusal(world.approve('ada', agents))?.guard).toBe('four-eyes');
	});

	test('[LC16] needs the presence that policy asks for', () => {
		const world = createTeam();
		const assurance = { story: 'presence', context: 'device', design: 'device' } as const;
		world.setPolicy('ada', { assurance });
		const submitted = world.submit('dan', 'one');
		expect(world.refusal(world.approve('ben', submitted))?.guard).toBe('presence-needed');
		world.approve('ben', submitted, { assurance: 'presence' });
		expect(world.view('one')).toMatchObject({
			phase: 'approved',
			approvals: [{ member: memberId('ben'), assurance: 'presence' }],
		});
	});
});

describe('the text in hand', () => {
	// covers: ac_9cnbwx5j0a
	test('[LC8] leaves the gate when it changes, and is back when the change is undone', () => {
		const world = createTeam();
		world.approve('ben', world.submit('dan', 'one'));
		const approved = world.view('one');
		expect(world.view('two')).toMatchObject({ phase: 'draft', changedSinceApproval: true });
		expect(world.view(null).phase).toBe('draft');
		expect(world.view('one')).toEqual(approved);
	});

	test('[LC8] stays approved where another branch submits another text', () => {
		const world = createTeam();
		world.approve('ben', world.submit('dan', 'one'));
		const second = world.submit('dan', 'two');
		expect(world.view('one').phase).toBe('approved');
		expect(world.view('two').phase).toBe('review');
		world.requestChanges('cleo', second);
		expect(world.view('one').phase).toBe('approved');
		expect(world.view('two').phase).toBe('draft');
	});

	test('[LC14] is implemented and verified only where it is approved', () => {
		const world = createTeam();
		const files = { implemented: true, verified: true };
		const submitted = world.submit('dan', 'one');
		expect(world.view('one', files).phase).toBe('review');
		world.approve('ben', submitted);
		expect(world.view('one').phase).toBe('approved');
		expect(world.view('one', { implemented: true }).phase).toBe('implemented');
		expect(world.view('one', files).phase).toBe('verified');
		expect(world.view('one', { verified: true }).phase).toBe('approved');
		expect(world.view('two', files).phase).toBe('draft');
	});
});

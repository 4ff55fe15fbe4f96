import { describe, expect, test } from 'vitest';
import { basisOf } from '#machines/lifecycle/basis.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import { blob, memberId, revision, STORY, storyId } from '#test/fixtures/events.ts';
import { CONTEXT, createPair, createTeam } from '#test/fixtures/lifecycle-team.ts';

describe('a basis', () => {
	test('[LC10] has to be approved before what rests on it', () => {
		const world = createTeam();
		const story = world.submit('dan', 'one');
		const basis = [{ artefact: STORY, submitted: story.id, revision: revision('one') }];
		const early = world.submit('dan', 'c', { artefact: CONTEXT, basis });
		expect(world.refusal(early)?.guard).toBe('basis-not-approved');
		const approval = world.approve('ben', story);
		const beside = world.submit('dan', 'c', { artefact: CONTEXT, basis, after: [story] });
		expect(world.refusal(beside)?.guard).toBe('basis-not-approved');
		const after = world.submit('dan', 'c', { artefact: CONTEXT, basis, after: [approval] });
		expect(world.refusal(after)).toBeNull();
		const wrong = [{ artefact: storyId('other'), submitted: story.id, revision: revision('one') }];
		const other = world.submit('dan', 'c', { artefact: CONTEXT, basis: wrong });
		expect(world.refusal(other)?.guard).toBe('basis-not-approved');
	});

	test('[LC10] [SU1] is no other submission of an approved text, whatever criteria that says', () => {
		const world = createTeam();
		const ac = 'ac_0000000001' as const;
		const story = world.submit('dan', 'one', { criteria: { [ac]: 'one' } });
		world.approve('ben', story);
		// The same text, told with the words that the criterion is to have tomorrow.
		const told = world.submit('dan', 'one', { criteria: { [ac]: 'two' } });
		const on = ({ id }: VerifiedEvent) => [
			{ artefact: STORY, submitted: id, revision: revision('one'), criteria: [ac] },
		];
		const dodges = world.submit('dan', 'c', { artefact: CONTEXT, basis: on(told) });
		expect(world.refusal(dodges)?.guard).toBe('basis-not-approved');
		const rests = world.submit('dan', 'c', { artefact: CONTEXT, basis: on(story) });
		expect(world.refusal(rests)).toBeNull();
		world.approve('ben', told);
		const later = world.submit('dan', 'c', { artefact: CONTEXT, basis: on(told) });
		expect(world.refusal(later)).toBeNull();
	});

	test('[LC10] falls with the approval that a cut voids', () => {
		const world = createTeam();
		const story = world.submit('dan', 'one');
		world.approve('ben', story);
		const basis = basisOf(world.ledger.state(), [{ id: STORY, criteria: null }]);
		const context = world.submit('dan', 'c', { artefact: CONTEXT, basis });
		expect(world.view('c', {}, CONTEXT).phase).toBe('review');
		const cut = { type: 'removed', subject: memberId('ben') } as const;
		world.say('ada', cut, { after: [story] });
		expect(world.view('one').phase).toBe('review');
		expect(world.refusal(context)?.guard).toBe('basis-not-approved');
		expect(world.view('c', {}, CONTEXT).phase).toBe('draft');
	});

	// covers: ac_gy02zvdt6s
	test('[LC11] that moved on makes what rests on it suspect, until it moves back', () => {
		const { look } = createPair();
		expect(look('story one')).toMatchObject({ phase: 'approved', standing: 'current' });
		const moved = look('story two');
		expect(moved).toMatchObject({ phase: 'approved', standing: 'suspect' });
		expect(moved.brokenBasis).toMatchObject([{ artefact: STORY }]);
		expect(look('story one').standing).toBe('current');
	});

	test('[LC11] is reaffirmed as it stands now, and still carries what it carried before', () => {
		const { world, context, look } = createPair();
		world.approve('ben', world.submit('dan', 'story two'));
		expect(look('story two').standing).toBe('suspect');
		const basis = basisOf(world.ledger.state(), [{ id: STORY, criteria: null }], () =>
			revision('story two'),
		);
		world.say('cleo', { type: 'reaffirmed', answers: context.id, basis });
		expect(look('story two').standing).toBe('current');
		expect(look('story three').standing).toBe('suspect');
		expect(look('story one').standing).toBe('current');
	});

	// covers: ac_wjnefhvbvz
	test('[LC11] is reaffirmed by the quorum, and only by who may approve', () => {
		const { world, context, look } = createPair();
		world.setPolicy('ada', { quorum: { story: 1, context: 2, design: 1 } });
		world.approve('ben', world.submit('dan', 'story two'));
		const basis = basisOf(world.ledger.state(), [{ id: STORY, criteria: null }], () =>
			revision('story two'),
		);
		const again = { type: 'reaffirmed', answers: context.id, basis } as const;
		expect(world.refusal(world.say('dan', again))?.guard).toBe('reviewers-only');
		const robin = world.say('relay', again, { agent: 'robin' });
		expect(world.refusal(robin)?.guard).toBe('people-approve');
		world.say('ben', again);
		expect(look('story two').standing).toBe('suspect');
		world.say('cleo', again);
		expect(look('story two').standing).toBe('current');
	});

	test('[LC15] is reaffirmed by its author, and under four-eyes by somebody else', () => {
		const { world } = createPair();
		const own = world.submit('ben', 'context two', { artefact: CONTEXT });
		world.approve('cleo', own);
		const again: EventPayload = { type: 'reaffirmed', answers: own.id, basis: [] };
		expect(world.refusal(world.say('ben', again))).toBeNull();
		world.setPolicy('ada', { fourEyes: true });
		expect(world.refusal(world.say('ben', again))?.guard).toBe('four-eyes');
		expect(world.refusal(world.say('cleo', again))).toBeNull();
	});

	test('[LC11] can be dropped by reaffirming without it', () => {
		const { world, context, look } = createPair();
		world.say('ada', { type: 'archived', artefact: STORY });
		expect(look('story one').standing).toBe('suspect');
		world.say('ben', { type: 'reaffirmed', answers: context.id, basis: [] });
		expect(look('story one').standing).toBe('current');
	});

	test('[LC11] is not reaffirmed where nothing is approved', () => {
		const world = createTeam();
		const submitted = world.submit('dan', 'one');
		const event = world.say('ben', { type: 'reaffirmed', answers: submitted.id, basis: [] });
		expect(world.refusal(event)?.guard).toBe('nothing-approved');
	});
});

describe('a bypass', () => {
	test('[LC12] is an owner’s, shows for ever, and approves nothing', () => {
		const world = createTeam();
		const payload = {
			type: 'gateBypassed',
			artefact: STORY,
			revision: revision('one'),
			reason: blob('late'),
		} as const;
		expect(world.refusal(world.say('ben', payload))?.guard).toBe('owners-only');
		expect(world.view('one').bypassed).toBe(false);
		world.say('ada', payload);
		expect(world.view('one')).toMatchObject({
			phase: 'draft',
			bypassed: true,
			approvedRevision: null,
		});
		world.approve('ben', world.submit('dan', 'two'));
		expect(world.view('two')).toMatchObject({ phase: 'approved', bypassed: true });
	});
});

describe('archiving', () => {
	test('[LC13] closes the artefact, and restoring it starts over', () => {
		const world = createTeam();
		const submitted = world.submit('dan', 'one');
		world.approve('ben', submitted);
		const archived = world.say('dan', { type: 'archived', artefact: STORY });
		expect(world.view('one').phase).toBe('archived');
		expect(world.refusal(world.submit('dan', 'two'))?.guard).toBe('archived');
		expect(world.refusal(world.approve('cleo', submitted))?.guard).toBe('archived');
		const beside = world.say('ben', { type: 'restored', artefact: STORY }, { after: [submitted] });
		expect(world.refusal(beside)?.guard).toBe('not-archived');
		world.say('ben', { type: 'restored', artefact: STORY }, { after: [archived] });
		expect(world.view('one')).toMatchObject({ phase: 'draft', approvedRevision: null });
		world.approve('ben', world.submit('dan', 'one'));
		expect(world.view('one').phase).toBe('approved');
	});

	test('[LC13] twice at once takes a restoration that knew both', () => {
		const world = createTeam();
		const submitted = world.submit('dan', 'one');
		const payload = { type: 'archived', artefact: STORY } as const;
		const one = world.say('dan', payload, { after: [submitted] });
		world.say('ben', payload, { after: [submitted] });
		world.say('dan', { type: 'restored', artefact: STORY }, { after: [one] });
		expect(world.view('one').phase).toBe('archived');
		world.say('dan', { type: 'restored', artefact: STORY });
		expect(world.view('one').phase).toBe('draft');
	});
});

describe('an attestation', () => {
	test('[LC21] is a relay’s own', () => {
		const world = createTeam();
		const payload: EventPayload = {
			type: 'attested',
			design: 'cp_0123456789',
			revision: revision('d'),
			code: blob('code'),
			test: blob('test'),
			tree: 'a1b2c3',
			clean: true,
			policyTest: blob('npm test'),
			result: 'green',
			criteria: [],
		};
		expect(world.refusal(world.say('ada', payload))?.guard).toBe('relays-attest');
		expect(world.refusal(world.say('relay', payload, { agent: 'robin' }))?.guard).toBe(
			'relays-attest',
		);
		expect(world.refusal(world.say('relay', payload))).toBeNull();
	});
});

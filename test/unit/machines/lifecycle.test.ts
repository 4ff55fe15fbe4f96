import { describe, expect, test } from 'vitest';
import { basisOf } from '#machines/lifecycle/basis.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import {
	blob,
	createWorld,
	device,
	memberId,
	revision,
	STORY,
	storyId,
} from '#test/fixtures/events.ts';

const CONTEXT = 'cx_0123456789' as const;

/** ada owns, ben and cleo review, dan writes, robin is ada's Agent. */
function createTeam() {
	const world = createWorld();
	world.add('ben', 'reviewer');
	world.add('cleo', 'reviewer');
	world.add('dan', 'author');
	world.addRelay();
	world.addAgent('robin');
	return world;
}

/** A story approved as `story one`, and a context approved on that basis. */
function createPair() {
	const world = createTeam();
	const story = world.submit('dan', 'story one');
	world.approve('ben', story);
	const basis = basisOf(world.ledger.state(), [{ id: STORY, criteria: null }]);
	const context = world.submit('dan', 'context one', { artefact: CONTEXT, basis });
	world.approve('ben', context);
	const upstream = (text: string) => () => revision(text);
	const look = (text: string) => world.view('context one', { upstream: upstream(text) }, CONTEXT);
	return { world, story, context, basis, look };
}

describe('a submission', () => {
	test('[LC1] is what a draft waits for', () => {
		const view = createTeam().view('one');
		expect(view).toMatchObject({ phase: 'draft', standing: 'current', submission: null });
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

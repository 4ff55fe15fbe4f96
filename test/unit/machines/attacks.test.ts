/** What somebody might try, by name, and what comes of it. */
import { describe, expect, test } from 'vitest';
import {
	agentId,
	blob,
	createWorld,
	device,
	memberId,
	revision,
	STORY,
} from '#test/fixtures/events.ts';

function createTeam() {
	const world = createWorld();
	world.add('ben', 'reviewer');
	world.addRelay();
	world.addAgent('robin');
	return world;
}

describe('an Agent with its relay’s key', () => {
	test('[LC3] approves its own submission', () => {
		const world = createTeam();
		const submitted = world.submit('relay', 'one', { agent: 'robin' });
		const asAgent = world.approve('relay', submitted, { agent: 'robin' });
		const asRelay = world.approve('relay', submitted);
		expect(world.refusal(asAgent)?.guard).toBe('people-approve');
		expect(world.refusal(asRelay)?.guard).toBe('relay-alone');
		expect(world.view('one').phase).toBe('review');
	});

	test('[LC3] adds itself as a Member and approves', () => {
		const world = createTeam();
		const added = world.add('mole', 'owner', 'relay', { agent: 'robin' });
		const submitted = world.submit('relay', 'one', { agent: 'robin' });
		expect(world.refusal(added)?.guard).toBe('people-only');
		expect(world.refusal(world.approve('mole', submitted))?.guard).toBe('unknown-signer');
	});

	test('[LC3] enrols its key as a person’s device', () => {
		const world = createTeam();
		const event = world.say('relay', {
			type: 'deviceAdded',
			member: memberId('ada'),
			device: device('relay'),
		});
		expect(world.refusal(event)?.guard).toBe('people-only');
	});

	test('[LC3] lowers the bar by policy, bypasses the gate, archives and restores', () => {
		const world = createTeam();
		const robin = { agent: 'robin' } as const;
		const story = { artefact: STORY, revision: revision('one') } as const;
		const tries = [
			world.setPolicy('relay', {}, robin),
			world.say('relay', { type: 'gateBypassed', ...story, reason: blob('x') }, robin),
			world.say('relay', { type: 'archived', artefact: STORY }, robin),
			world.requestChanges('relay', world.submit('ben', 'one'), robin),
		];
		for (const event of tries) expect(world.refusal(event)).not.toBeNull();
		expect(world.view('one')).toMatchObject({ phase: 'review', bypassed: false });
	});

	test('[LC4] puts other words under an approval that was given', () => {
		const world = createTeam();
		const first = world.submit('ben', 'one');
		world.approve('ada', first);
		world.submit('relay', 'two', { agent: 'robin' });
		expect(world.view('two').phase).toBe('review');
		world.submit('relay', 'two', { agent: 'robin', after: [first] });
		expect(world.view('two').phase).toBe('review');
	});

	test('[LC7] races an approval with a submission beside it', () => {
		const world = createTeam();
		const first = world.submit('ben', 'one');
		const swapped = world.submit('relay', 'evil', { agent: 'robin', after: [first] });
		world.approve('ada', first, { after: [first] });
		expect(world.view('evil')).toMatchObject({
			phase: 'review',
			submission: { event: swapped.id },
		});
		expect(world.view('one').phase).toBe('approved');
	});

	test('[LC6] submits once more to be rid of a change request', () => {
		const world = createTeam();
		const first = world.submit('relay', 'one', { agent: 'robin' });
		world.approve('ada', first, { after: [first] });
		world.requestChanges('ben', first, { after: [first] });
		world.submit('relay', 'one', { agent: 'robin', after: [first] });
		world.submit('relay', 'one', { agent: 'robin' });
		expect(world.view('one').phase).toBe('review');
	});

	test('[MB12] goes on after it was removed, from old parents', () => {
		const world = createTeam();
		const before = world.submit('ben', 'one');
		world.say('ada', { type: 'removed', subject: agentId('robin') });
		const late = world.submit('relay', 'two', { agent: 'robin', after: [before] });
		expect(world.refusal(late)?.guard).toBe('agent-not-admitted');
	});
});

describe('somebody who was removed', () => {
	test('[MB4] approves from before the removal', () => {
		const world = createTeam();
		const submitted = world.submit('ada', 'one');
		world.say('ada', { type: 'removed', subject: memberId('ben') });
		const backdated = world.approve('ben', submitted, {
			after: [submitted],
			at: '2020-01-01T00:00:00.000Z',
		});
		expect(world.refusal(backdated)?.guard).toBe('cut-off');
		expect(world.view('one').phase).toBe('review');
	});

	test('[MB4] revokes what they approved while they were here', () => {
		const world = createTeam();
		const submitted = world.submit('ada', 'one');
		const approved = world.approve('ben', submitted);
		world.say('ada', { type: 'removed', subject: memberId('ben') });
		world.requestChanges('ben', submitted, { after: [approved] });
		expect(world.view('one').phase).toBe('approved');
	});

	test('[MB6] removes the one who removed them', () => {
		const world = createTeam();
		const cleo = world.add('cleo', 'owner');
		const cut = world.say('ada', { type: 'removed', subject: memberId('cleo') });
		const revenge = { type: 'removed', subject: memberId('ada') } as const;
		const back = world.say('cleo', revenge, { after: [cleo] });
		expect(world.refusal(cut)).toBeNull();
		expect(world.refusal(back)).not.toBeNull();
	});

	test('[MB7] has left a friend behind in the past', () => {
		const world = createTeam();
		const cleo = world.add('cleo', 'owner');
		const submitted = world.submit('ada', 'one');
		world.say('ada', { type: 'removed', subject: memberId('cleo') });
		const mole = world.add('mole', 'owner', 'cleo', { after: [cleo] });
		const approval = world.approve('mole', submitted, { after: [submitted, mole] });
		expect(world.refusal(mole)?.guard).toBe('cut-off');
		expect(world.refusal(approval)?.guard).toBe('unknown-signer');
		expect(world.view('one').phase).toBe('review');
	});

	test('[MB8] voids a colleague’s key by enrolling it beside them', () => {
		const world = createTeam();
		const dan = world.add('dan', 'owner');
		const cleo = world.add('cleo', 'reviewer');
		world.say('ada', { type: 'removed', subject: memberId('dan') });
		world.add('cleo', 'viewer', 'dan', { after: [dan] });
		expect(world.refusal(cleo)).toBeNull();
		expect(world.ledger.state().membership.roleOf(memberId('cleo'))).toBe('reviewer');
	});

	test('[PL3] relaxes the policy from before', () => {
		const world = createTeam();
		const cleo = world.add('cleo', 'owner');
		world.setPolicy('ada', { quorum: { story: 2, context: 2, design: 2 } });
		world.say('ada', { type: 'removed', subject: memberId('cleo') });
		const relaxed = world.setPolicy('cleo', {}, { after: [cleo] });
		expect(world.refusal(relaxed)?.guard).toBe('cut-off');
		expect(world.ledger.state().policy.quorum.story).toBe(2);
	});
});

describe('a reviewer', () => {
	test('[PL3] approves beside a stricter policy, to have the old one', () => {
		const world = createTeam();
		const submitted = world.submit('ada', 'one');
		world.setPolicy('ada', { quorum: { story: 2, context: 2, design: 2 } });
		world.approve('ben', submitted, { after: [submitted] });
		expect(world.view('one').phase).toBe('review');
	});

	test('[LC5] fills the quorum with their own devices', () => {
		const world = createTeam();
		world.setPolicy('ada', { quorum: { story: 2, context: 2, design: 2 } });
		world.say('ada', { type: 'deviceAdded', member: memberId('ben'), device: device('ben/phone') });
		const submitted = world.submit('ada', 'one');
		world.approve('ben', submitted, { after: [submitted] });
		world.approve('ben/phone', submitted, { after: [submitted] });
		expect(world.view('one').phase).toBe('review');
	});

	test('[MB3] makes themselves an owner', () => {
		const world = createTeam();
		const role = { type: 'roleChanged', member: memberId('ben'), role: 'owner' } as const;
		expect(world.refusal(world.say('ben', role))?.guard).toBe('not-above');
	});
});

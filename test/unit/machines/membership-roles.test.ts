import { describe, expect, test } from 'vitest';
import {
	agentId,
	blob,
	createWorld,
	device,
	keyId,
	memberId,
	publicKey,
	relayId,
} from '#test/fixtures/events.ts';

const removed = (name: string) => ({ type: 'removed', subject: memberId(name) }) as const;
const role = (name: string, to: 'owner' | 'reviewer' | 'author' | 'viewer') =>
	({ type: 'roleChanged', member: memberId(name), role: to }) as const;
const handedTo = (name: string) => ({ type: 'founderHandedOver', to: memberId(name) }) as const;

describe('a changed role', () => {
	test('[MB5] judges by where the event stands', () => {
		const world = createWorld();
		const ben = world.add('ben', 'reviewer');
		const submitted = world.submit('ada', 'one');
		const before = world.approve('ben', submitted);
		const demoted = world.say('ada', role('ben', 'author'));
		const beside = world.requestChanges('ben', submitted, { after: [submitted] });
		const after = world.requestChanges('ben', submitted, { after: [demoted] });
		expect(world.refusal(before)).toBeNull();
		expect(world.refusal(beside)?.guard).toBe('reviewers-only');
		expect(world.refusal(after)?.guard).toBe('reviewers-only');
		expect(world.refusal(world.submit('ben', 'two', { after: [ben] }))).toBeNull();
		expect(world.refusal(world.submit('ben', 'three'))).toBeNull();
	});

	test('[MB5] a promotion helps only what descends from it', () => {
		const world = createWorld();
		const ben = world.add('ben', 'author');
		const submitted = world.submit('ada', 'one');
		const promoted = world.say('ada', role('ben', 'reviewer'));
		const beside = world.approve('ben', submitted, { after: [ben, submitted] });
		const after = world.approve('ben', submitted, { after: [promoted] });
		expect(world.refusal(beside)?.guard).toBe('reviewers-only');
		expect(world.refusal(after)).toBeNull();
	});

	test('[MB5] of two set beside each other the lesser holds', () => {
		const world = createWorld();
		const ben = world.add('ben', 'author');
		world.say('ada', role('ben', 'owner'), { after: [ben] });
		world.say('ada/second', role('ben', 'viewer'), { after: [ben] });
		expect(world.ledger.state().membership.roleOf(memberId('ben'))).toBe('viewer');
	});
});

describe('handing over', () => {
	test('[MB9] puts the heir above the founder', () => {
		const world = createWorld();
		world.add('ben', 'owner');
		const handed = world.say('ada/second', handedTo('ben'));
		expect(world.refusal(handed)).toBeNull();
		expect(world.ledger.state().membership.founder).toBe(memberId('ben'));
		expect(world.refusal(world.say('ada', removed('ben')))?.guard).toBe('not-above');
		expect(world.refusal(world.say('ben', removed('ada')))).toBeNull();
		expect([...world.ledger.state().membership.members.keys()]).toEqual([memberId('ben')]);
	});

	test('[MB9] needs the founder, their highest key, and an owner', () => {
		const world = createWorld();
		world.add('ben', 'owner');
		world.add('cleo', 'reviewer');
		expect(world.refusal(world.say('ben', handedTo('ben')))?.guard).toBe('not-founder');
		expect(world.refusal(world.say('ada', handedTo('ben')))?.guard).toBe('not-founder');
		expect(world.refusal(world.say('ada/second', handedTo('cleo')))?.guard).toBe('handover-target');
	});

	test('[MB10] nothing written beside it undoes it', () => {
		const world = createWorld();
		const ben = world.add('ben', 'owner');
		const handed = world.say('ada/second', handedTo('ben'));
		const removal = world.say('ada/second', removed('ben'), { after: [ben] });
		const demotion = world.say('ada/second', role('ben', 'viewer'), { after: [ben] });
		expect(world.refusal(handed)).toBeNull();
		expect(world.refusal(removal)?.guard).toBe('not-above');
		expect(world.refusal(demotion)?.guard).toBe('not-above');
	});

	test('[MB10] two at once pass the root to nobody', () => {
		const world = createWorld();
		world.add('ben', 'owner');
		const cleo = world.add('cleo', 'owner');
		const one = world.say('ada/second', handedTo('ben'), { after: [cleo] });
		const two = world.say('ada/second', handedTo('cleo'), { after: [cleo] });
		expect(world.refusal(one)?.guard).toBe('handover-contested');
		expect(world.refusal(two)?.guard).toBe('handover-contested');
		expect(world.refusal(world.say('ben', removed('ada')))?.guard).toBe('not-above');
		expect(world.refusal(world.say('ada', removed('ben')))?.guard).toBe('not-above');
	});

	test('[MB9] the root can come back', () => {
		const world = createWorld();
		world.add('ben', 'owner');
		world.say('ada/second', handedTo('ben'));
		expect(world.refusal(world.say('ben', handedTo('ada')))).toBeNull();
		expect(world.refusal(world.say('ada/second', handedTo('ben')))).toBeNull();
		expect(world.ledger.state().membership.founder).toBe(memberId('ben'));
	});
});

describe('Agents', () => {
	test('[MB12] speak through a relay, once an owner admitted both', () => {
		const world = createWorld();
		world.addRelay();
		const early = world.submit('relay', 'one', { agent: 'robin' });
		world.addAgent('robin');
		const good = world.submit('relay', 'two', { agent: 'robin' });
		expect(world.refusal(early)?.guard).toBe('agent-not-admitted');
		expect(world.refusal(good)).toBeNull();
		world.say('ada', { type: 'removed', subject: agentId('robin') });
		const late = world.submit('relay', 'three', { agent: 'robin' });
		expect(world.refusal(late)?.guard).toBe('agent-not-admitted');
	});

	test('[MB12] are not spoken for by a person, nor by a removed relay', () => {
		const world = createWorld();
		world.addRelay();
		world.addAgent('robin');
		const forged = world.submit('ada', 'one', { agent: 'robin' });
		expect(world.refusal(forged)?.guard).toBe('agent-by-relay-only');
		world.say('ada', { type: 'removed', subject: relayId('relay') });
		const cut = world.submit('relay', 'two', { agent: 'robin' });
		expect(world.refusal(cut)?.guard).toBe('cut-off');
		expect(world.ledger.state().membership.relayOfKey(keyId('relay'))).toBeNull();
		expect(world.ledger.state().membership.keyOf(keyId('relay'))).toEqual(publicKey('relay'));
	});
});

describe('who was removed', () => {
	test('[MB4] gets no device, answers for no Agent and inherits nothing', () => {
		const world = createWorld();
		world.add('ben', 'owner');
		world.add('cleo', 'owner');
		world.say('ada', removed('ben'));
		const member = memberId('ben');
		const guards = [
			world.say('ada', { type: 'deviceAdded', member, device: device('ben/phone') }),
			world.say('ada', {
				...{ type: 'agentAdded', agent: agentId('robin'), name: blob('robin') },
				responsible: member,
			}),
			world.say('ada/second', handedTo('ben')),
			world.say('ada', { type: 'deviceAdded', member: memberId('cleo'), device: device('pad') }),
		].map((event) => world.refusal(event)?.guard);
		expect(guards).toEqual(['unknown-subject', 'unknown-subject', 'handover-target', undefined]);
	});

	test('[MB10] stays so whatever the root is handed to by those who know of it', () => {
		const world = createWorld();
		world.add('cleo', 'owner');
		world.add('dan', 'author', 'cleo');
		const cut = world.say('ada', removed('dan'));
		world.say('ada/second', handedTo('cleo'));
		expect(world.refusal(cut)).toBeNull();
		expect(world.ledger.state().membership.founder).toBe(memberId('cleo'));
		expect(world.ledger.state().membership.members.has(memberId('dan'))).toBe(false);
	});
});

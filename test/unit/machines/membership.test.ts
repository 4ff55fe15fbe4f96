import { describe, expect, test } from 'vitest';
import {
	blob,
	createWorld,
	device,
	foundingBy,
	keyId,
	memberId,
	publicKey,
	signedBy,
} from '#test/fixtures/events.ts';

const removed = (name: string) => ({ type: 'removed', subject: memberId(name) }) as const;
const role = (name: string, to: 'owner' | 'reviewer' | 'author' | 'viewer') =>
	({ type: 'roleChanged', member: memberId(name), role: to }) as const;
const _handedTo = (name: string) => ({ type: 'founderHandedOver', to: memberId(name) }) as const;

describe('founding', () => {
	test('[MB1] makes the founder an owner with both keys', () => {
		const { membership } = createWorld().ledger.state();
		expect(membership.founder).toBe(memberId('ada'));
		expect(membership.memberOfKey(keyId('ada'))).toMatchObject({ role: 'owner', addedBy: null });
		expect(membership.memberOfKey(keyId('ada/second'))?.id).toBe(memberId('ada'));
		expect(membership.memberOfAccessKey(keyId('ada/access'))?.id).toBe(memberId('ada'));
		expect(membership.memberOfKey(keyId('ada/access'))).toBeNull();
	});

	test('[OR5] happens once: another root in the set does not count', () => {
		const world = createWorld();
		const other = foundingBy('mallory', 'M'.repeat(22));
		world.ledger.add([other]);
		expect(world.refusal(other)?.guard).toBe('other-root');
		expect(world.ledger.state().membership.members.size).toBe(1);
	});

	test('[OR5] an event of another workspace does not count', () => {
		const world = createWorld();
		const heads = world.ledger.heads();
		const foreign = signedBy(
			'ada',
			{ type: 'removed', subject: memberId('ben') },
			'f'.repeat(64),
			heads,
		);
		world.ledger.add([foreign]);
		expect(world.refusal(foreign)?.guard).toBe('other-workspace');
	});
});

describe('adding', () => {
	test('[MB2] is for owners', () => {
		const world = createWorld();
		world.add('ben', 'reviewer');
		const cleo = world.add('cleo', 'viewer', 'ben');
		expect(world.refusal(cleo)?.guard).toBe('owners-only');
		const relay = world.addRelay('relay', 'ben');
		expect(world.refusal(relay)?.guard).toBe('owners-only');
	});

	test('[MB2] gives nobody a device of someone above', () => {
		const world = createWorld();
		world.add('ben', 'owner');
		const event = world.say('ben', {
			type: 'deviceAdded',
			member: memberId('ada'),
			device: device('ben/disguise'),
		});
		expect(world.refusal(event)?.guard).toBe('not-above');
		expect(world.ledger.state().membership.memberOfKey(keyId('ben/disguise'))).toBeNull();
	});

	test('[MB2] an unknown key adds nobody', () => {
		const world = createWorld();
		expect(world.refusal(world.add('eve', 'owner', 'eve'))?.guard).toBe('unknown-signer');
	});

	test('[MB8] refuses a key that was enrolled before', () => {
		const world = createWorld();
		world.add('ben', 'author');
		const again = world.say('ada', {
			type: 'memberAdded',
			member: memberId('cleo'),
			name: blob('cleo'),
			role: 'owner',
			device: device('ben'),
		});
		expect(world.refusal(again)?.guard).toBe('enrolled-before');
	});

	// covers: ac_nzdnb2q1fm
	test('[MB8] refuses an access key that was enrolled before', () => {
		const world = createWorld();
		const ben = world.add('ben', 'author');
		const shared = { key: publicKey('pad'), access: publicKey('ben/access') };
		const enrol = { type: 'deviceAdded', member: memberId('ada'), device: shared } as const;
		expect(world.refusal(world.say('ada', enrol))?.guard).toBe('enrolled-before');
		const { memberOfAccessKey } = world.ledger.state().membership;
		expect(memberOfAccessKey(keyId('ben/access'))?.event).toBe(ben.id);
	});

	test('[MB8] a removed key does not come back', () => {
		const world = createWorld();
		world.add('ben', 'author');
		world.say('ada', removed('ben'));
		expect(world.refusal(world.add('ben', 'owner'))?.guard).toBe('enrolled-before');
		expect(world.ledger.state().membership.members.has(memberId('ben'))).toBe(false);
	});

	test('[MB8] of two enrolments of a key beside each other neither counts', () => {
		const world = createWorld();
		const ben = world.add('ben', 'owner');
		const dan = world.add('dan', 'owner');
		const enrol = (by: string, member: string) =>
			world.say(
				by,
				{
					type: 'memberAdded',
					member: memberId(member),
					name: blob(member),
					role: 'reviewer',
					device: device('cleo'),
				},
				{ after: [ben, dan] },
			);
		const one = enrol('ben', 'cleo');
		const two = enrol('dan', 'eve');
		expect(world.refusal(one)?.guard).toBe('enrolled-twice');
		expect(world.refusal(two)?.guard).toBe('enrolled-twice');
	});

	test('[MB8] somebody below cannot void an enrolment by repeating it', () => {
		const world = createWorld();
		const ben = world.add('ben', 'owner');
		const cleo = world.add('cleo', 'reviewer');
		const copy = world.add('cleo', 'viewer', 'ben', { after: [ben] });
		expect(world.refusal(copy)?.guard).toBe('enrolled-twice');
		expect(world.refusal(cleo)).toBeNull();
		expect(world.ledger.state().membership.roleOf(memberId('cleo'))).toBe('reviewer');
	});
});

describe('removing', () => {
	// covers: ac_dys52dkvfr
	test('[MB3] is for someone above', () => {
		const world = createWorld();
		world.add('ben', 'owner');
		world.add('cleo', 'owner');
		world.add('dan', 'author', 'ben');
		expect(world.refusal(world.say('ben', removed('cleo')))?.guard).toBe('not-above');
		expect(world.refusal(world.say('ben', removed('ada')))?.guard).toBe('not-above');
		expect(world.refusal(world.say('ben', removed('ben')))?.guard).toBe('not-above');
		expect(world.refusal(world.say('cleo', role('ben', 'viewer')))?.guard).toBe('not-above');
		expect(world.refusal(world.say('ben', removed('dan')))).toBeNull();
	});

	// covers: ac_8m580v0qpy
	test('[MB4] leaves what it knew and cuts off the rest', () => {
		const world = createWorld();
		world.add('ben', 'owner');
		const before = world.add('cleo', 'author', 'ben');
		const cut = world.say('ada', removed('ben'));
		const beside = world.add('dan', 'author', 'ben', { after: [before] });
		const after = world.add('eve', 'author', 'ben', { after: [cut] });
		expect(world.refusal(before)).toBeNull();
		expect(world.refusal(beside)?.guard).toBe('cut-off');
		expect(world.refusal(after)?.guard).toBe('cut-off');
		const { membership } = world.ledger.state();
		expect([...membership.members.keys()].sort()).toEqual(
			[memberId('ada'), memberId('cleo')].sort(),
		);
		expect(membership.former.members.get(memberId('ben'))?.keys).toEqual([]);
	});

	test('[MB4] a back-dated clock and old parents do not get past it', () => {
		const world = createWorld();
		const ben = world.add('ben', 'owner');
		world.say('ada', removed('ben'));
		const late = world.add('eve', 'owner', 'ben', { after: [ben], at: '2020-01-01T00:00:00.000Z' });
		expect(world.refusal(late)?.guard).toBe('cut-off');
	});

	// covers: ac_hz3fa6kpr4
	test('[MB6] of two who remove each other the one above prevails', () => {
		const world = createWorld();
		world.add('ben', 'owner');
		const cleo = world.add('cleo', 'owner', 'ben');
		const down = world.say('ben', removed('cleo'), { after: [cleo] });
		const up = world.say('cleo', removed('ben'), { after: [cleo] });
		expect(world.refusal(down)).toBeNull();
		expect(world.refusal(up)?.guard).toBe('not-above');
	});

	test('[MB7] a cut adder takes along who was added beside the cut, and what they did', () => {
		const world = createWorld();
		const ben = world.add('ben', 'owner');
		world.say('ada', removed('ben'));
		const eve = world.add('eve', 'owner', 'ben', { after: [ben] });
		const fay = world.add('fay', 'owner', 'eve', { after: [eve] });
		expect(world.refusal(fay)?.guard).toBe('unknown-signer');
		const { members } = world.ledger.state().membership;
		expect(members.has(memberId('fay'))).toBe(false);
	});

	test('[MB11] a removed key takes only itself', () => {
		const world = createWorld();
		world.say('ada/second', { type: 'removed', subject: keyId('ada') });
		const { membership } = world.ledger.state();
		expect(membership.memberOfKey(keyId('ada'))).toBeNull();
		expect(membership.memberOfAccessKey(keyId('ada/access'))).toBeNull();
		expect(membership.memberOfKey(keyId('ada/second'))?.id).toBe(memberId('ada'));
	});

	test('[MB11] a stolen device cannot remove the second key, nor whoever enrolled it', () => {
		const world = createWorld();
		const second = world.say('ada', { type: 'removed', subject: keyId('ada/second') });
		expect(world.refusal(second)?.guard).toBe('not-above');
		const phone = { member: memberId('ada'), device: device('ada/phone') };
		world.say('ada', { type: 'deviceAdded', ...phone });
		const up = world.say('ada/phone', { type: 'removed', subject: keyId('ada') });
		expect(world.refusal(up)?.guard).toBe('not-above');
		expect(
			world.refusal(world.say('ada', { type: 'removed', subject: keyId('ada/phone') })),
		).toBeNull();
	});
});

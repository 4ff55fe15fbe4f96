import type { Founding } from '#client/state/founding/founding.ts';
import type { Invites } from '#client/state/member/invites.ts';
import type { Keyring } from '#client/state/member/keyring.ts';
import type { Team } from '#client/state/member/team.ts';
import { MemberId } from '#shared/id.ts';
import { refusal } from '#shared/refusal.ts';
import { err, ok } from '#shared/result.ts';

export const ADA = MemberId.parse('mb_0000000ada');
export const ROBIN = MemberId.parse('mb_000000r0b1');
export const HASH = 'a'.repeat(64);

export function teamOf(): Team {
	const no = async () => err(refusal('offline', 'There is no relay here.', 'Connect first.'));
	return {
		members: [
			{
				...{ id: ADA, name: 'Ada Lovelace', role: 'owner', keys: [HASH], isMe: true },
				...{ mayChange: false, isFounder: true, addedBy: null },
			},
			{
				id: ROBIN,
				name: 'Robin Hobb',
				role: 'reviewer',
				keys: [HASH],
				isMe: false,
				...{ mayChange: true, isFounder: false, addedBy: 'Ada Lovelace' },
			},
		],
		agents: [{ id: 'ag_0000000001', name: 'claude-code', admitted: false }],
		pendingAgents: [{ id: 'ag_0000000001', name: 'claude-code', admitted: false }],
		relays: [],
		joins: [
			{
				...{ code: 'ABCD-EFGH', name: 'Grace Hopper', isPasskey: false },
				at: '2026-11-22T08:00:00.000Z',
			},
		],
		addMember: no,
		addDevice: no,
		changeRole: no,
		removeMember: no,
		findJoin: no,
		admitAgent: no,
		createAgent: async () => ok({ id: 'ag_0000000002', token: 'lat_example' }),
		addBuildMachine: no,
		removeBuildMachine: no,
		revokeAgent: no,
	};
}

export const DEVICE = { key: { kind: 'ed25519' as const, x: 'AAAA' }, access: null };

const KEY = {
	key: HASH,
	kind: 'browser' as const,
	device: DEVICE,
	assurance: 'device' as const,
	addedAt: '2026-11-01T08:00:00.000Z',
	addedBy: null,
	lastSigned: '2026-11-22T08:00:00.000Z',
	isThis: true,
	isOut: false,
	origin: null,
	whyNotRemove: null,
};

export function keyringOf(): Keyring {
	const no = async () => err(refusal('offline', 'There is no relay here.', 'Connect first.'));
	return {
		devicesOf: () => [
			KEY,
			{ ...KEY, kind: 'passkey', assurance: 'presence', isThis: false, origin: location.origin },
		],
		hasPasskey: true,
		mayEnrol: true,
		addPasskey: no,
		newRecoveryWords: async () => ({ words: 'one two three', keep: no }),
		removeKey: no,
		whyNotHandOver: () => null,
		handOver: no,
		rotate: no,
		replace: no,
	};
}

export function invitesOf(): Invites {
	return {
		open: [],
		guests: [],
		create: async () => ok('/w/bookshop-abc123#invite=secret'),
		withdraw: async () => {},
		confirm: async () => ok(undefined),
	};
}

const RECOVERY = 'one two three four five six seven eight nine ten eleven twelve';

export function foundingOf(): Founding {
	return {
		found: async () => ok({ recovery: RECOVERY, words: ['acorn', 'bridge'] }),
		requestJoin: async () => ok({ code: 'ABCD-EFGH', device: DEVICE }),
		recover: async () => ok(undefined),
		recoverByPasskey: async () => ok(undefined),
		confirmRecovery: async () => {},
	};
}

import { createSubscriber } from 'svelte/reactivity';
import * as z from 'zod/mini';
import { Changes } from '#client/state/changes.svelte.ts';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Signing } from '#client/state/lifecycle/signing.ts';
import type { Names } from '#client/state/member/names.svelte.ts';
import type { Team } from '#client/state/member/team.ts';
import type { AgentView, JoinView, Me, MemberView } from '#client/state/surface.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import type { AgentId, MemberId, Random } from '#shared/id.ts';
import { mintId } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { readCiRequest } from '#shared/lifecycle/ci-request.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import { joinCodeOf, readJoinCode } from '#shared/lifecycle/join-code.ts';
import { keyIdOf } from '#shared/lifecycle/public-key.ts';
import { AgentEntry, AgentMinted, PendingJoin } from '#shared/protocol/api.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const LOOK_EVERY_MS = 4_000;

export interface TeamDeps {
	readonly book: LogBook;
	readonly names: Names;
	readonly api: RelayApi;
	readonly signing: Signing;
	readonly random: Random;
	readonly identityChanges: Changes;
	me(): Me | null;
}

/** The people and agents of a workspace, from the log; who asks to be one, from the relay. */
export function createTeam(deps: TeamDeps): Team & { look(): Promise<unknown> } {
	const { book, names, api, signing } = deps;
	const changes = new Changes();
	let visitors: readonly AgentEntry[] = [];
	let waiting: readonly { readonly code: string; readonly join: PendingJoin }[] = [];
	/** The slow hash is worked out once for each device. */
	const codes = new Map<string, string>();
	/** Asks the relay again while anyone looks. */
	const looking = createSubscriber((update) => {
		void look();
		const timer = setInterval(() => void look(), LOOK_EVERY_MS);
		const stop = changes.listen(update);
		return () => {
			clearInterval(timer);
			stop();
		};
	});

	return {
		look,
		get members() {
			deps.identityChanges.version;
			return readMembers();
		},
		get agents() {
			looking();
			return readAgents();
		},
		get pendingAgents() {
			looking();
			return readAgents().filter((agent) => !agent.admitted);
		},
		get relays() {
			const { relays } = book.state.membership;
			return [...relays.values()].map(({ id, ci }) => ({ id, ci, name: names.of(id) }));
		},
		get joins(): readonly JoinView[] {
			looking();
			deps.identityChanges.version;
			const { membership } = book.state;
			// Whom an owner has let in asks no more, whatever the relay still lists.
			return waiting
				.filter(({ join }) => membership.memberOfKey(keyIdOf(join.device.key)) === null)
				.map(({ code, join: { name, device, at } }) => ({
					...{ code, name, isPasskey: device.access === null, at },
				}));
		},

		async addMember(code, role) {
			const found = await findJoin(code);
			if (!found.ok) return found;
			const join = found.value;
			// One that opens no connection would be a second one of them, who can only be counted.
			if (join.device.access === null) return err(passkeyAlone);
			const member = mintId('mb', deps.random);
			const blob = signing.blobOf(join.name);
			const payload = { member, name: blobRefOf(blob), role, device: join.device };
			const signed = await signing.sign({ type: 'memberAdded', ...payload }, { blobs: [blob] });
			return signed.ok ? ok(member) : signed;
		},
		findJoin,
		async addDevice(code, member) {
			const join = await findJoin(code);
			if (!join.ok) return join;
			return sign({ type: 'deviceAdded', member, device: join.value.device });
		},
		changeRole: (member, role) => sign({ type: 'roleChanged', member, role }),
		removeMember: (subject) => sign({ type: 'removed', subject }),

		async addBuildMachine(request, name) {
			const asked = readCiRequest(request);
			if (asked === null) return err(noCiRequest);
			const blob = signing.blobOf(name);
			const payload = { ...asked, name: blobRefOf(blob), ci: true } as const;
			const signed = await signing.sign({ type: 'relayAdded', ...payload }, { blobs: [blob] });
			return signed.ok ? ok(undefined) : signed;
		},
		removeBuildMachine: (subject) => sign({ type: 'removed', subject }),

		async admitAgent(agent) {
			const me = deps.me();
			if (me === null) return err(noSuchCode);
			await look();
			const blob = signing.blobOf(visitors.find(({ id }) => id === agent)?.name ?? names.of(agent));
			const payload = { agent, name: blobRefOf(blob), responsible: me.member };
			const signed = await signing.sign({ type: 'agentAdded', ...payload }, { blobs: [blob] });
			return signed.ok ? ok(undefined) : signed;
		},
		async createAgent(name) {
			const body = { name };
			const minted = await api.ask('agents', AgentMinted, { method: 'POST', body, ticket: true });
			if (minted.ok) await look();
			return minted;
		},
		async revokeAgent(agent) {
			const path = `agents/${agent}`;
			const done = z.object({ ok: z.literal(true) });
			const revoked = await api.ask(path, done, { method: 'DELETE', ticket: true });
			await look();
			const isAdmitted = book.state.membership.agents.has(agent);
			if (isAdmitted) return sign({ type: 'removed', subject: agent });
			return revoked.ok ? ok(undefined) : revoked;
		},
	};

	/** What the relay could not be asked, if it could not. */
	async function look(): Promise<Refusal | null> {
		let failure: Refusal | null = null;
		if (deps.me() === null) return null;
		const agents = await api.ask('agents', z.array(AgentEntry), { ticket: true });
		if (agents.ok) {
			visitors = agents.value.filter(({ revokedAt }) => revokedAt === null);
			names.takeVisitors(new Map(agents.value.map(({ id, name }) => [id, name])));
		}
		if (deps.me()?.role === 'owner') {
			const joins = await api.ask('joins', z.array(PendingJoin), { ticket: true });
			// Whose code is being typed may have been let in on another tab meanwhile.
			if (joins.ok) waiting = joins.value.map(withCode);
			else failure = joins.error;
		}
		changes.touch();
		return failure;
	}

	/** The owner's own app matches the code against the keys: the relay is not asked which it is. */
	async function findJoin(typed: string): Promise<Result<PendingJoin, Refusal>> {
		const failure = await look();
		const code = readJoinCode(typed);
		const join = waiting.find((one) => one.code === code)?.join;
		return join === undefined ? err(failure ?? noSuchCode) : ok(join);
	}

	function withCode(join: PendingJoin): { readonly code: string; readonly join: PendingJoin } {
		const key = JSON.stringify(join.device);
		const code = codes.get(key) ?? joinCodeOf(join.device);
		codes.set(key, code);
		return { code, join };
	}

	async function sign(payload: EventPayload): Promise<Result<void, Refusal>> {
		const signed = await signing.sign(payload);
		return signed.ok ? ok(undefined) : signed;
	}

	function readMembers(): readonly MemberView[] {
		const { membership } = book.state;
		const me = deps.me();
		const mayChange = (id: MemberId) =>
			me?.role === 'owner' && me.member !== id && membership.isAbove(me.member, id);
		return [...membership.members.values()].map(({ id, role, keys, addedBy }) => ({
			...{ id, name: names.of(id), role, keys },
			isMe: id === me?.member,
			mayChange: mayChange(id),
			isFounder: membership.founder === id,
			addedBy: addedBy === null ? null : names.of(addedBy),
		}));
	}

	function readAgents(): readonly AgentView[] {
		const admitted = book.state.membership.agents;
		const ids = new Set<AgentId>([...admitted.keys(), ...visitors.map(({ id }) => id)]);
		return [...ids].map((id) => ({ id, name: names.of(id), admitted: admitted.has(id) }));
	}
}

const noCiRequest = refusal(
	'ci-request',
	'That is not what lintel ci-key prints for an owner.',
	'Paste the line that begins with lintel-ci. and not the secret, which stays with CI.',
);

const passkeyAlone = refusal(
	'passkey-alone',
	'This is the code of a passkey, and its owner is here already.',
	'Choose whose it is, then let it in.',
);

const noSuchCode = refusal(
	'no-such-code',
	'No device shows this code right now.',
	'Check the letters, and that the other device still waits.',
);

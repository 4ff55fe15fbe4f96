import type { AgentView, JoinView, MemberView, RelayView } from '#client/state/surface.ts';
import type { Role } from '#shared/artefact/role.ts';
import type { AgentId, MemberId, RelayId } from '#shared/id.ts';
import type { PendingJoin } from '#shared/protocol/api.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';

type Done<T = void> = Promise<Result<T, Refusal>>;

/** Members, agents, relays and joins, as getters; and what an owner signs about them. */
export interface Team {
	readonly members: readonly MemberView[];
	/** Admitted and waiting ones; the waiting ones also stand in `pendingAgents`. */
	readonly agents: readonly AgentView[];
	readonly pendingAgents: readonly AgentView[];
	readonly relays: readonly RelayView[];
	/** Devices that ask to join; asked for again while anyone looks. */
	readonly joins: readonly JoinView[];
	/** Lets in the device that shows this code (typed by the owner, dashes and case ignored). */
	addMember(code: string, role: Role): Done<MemberId>;
	/** Lets the device that shows this code in as another one of this member's: one's own, or of someone below. */
	addDevice(code: string, member: MemberId): Done;
	/** The device that shows this code. */
	findJoin(code: string): Done<PendingJoin>;
	changeRole(member: MemberId, role: Role): Done;
	removeMember(member: MemberId): Done;
	/** Makes an agent's submissions count, in this member's name. */
	admitAgent(agent: AgentId): Done;
	/** Makes a token for a new agent; shown once. */
	createAgent(name: string): Done<{ readonly id: AgentId; readonly token: string }>;
	/** Lets a build machine attest to test runs, by what `lintel ci-key` printed for an owner. */
	addBuildMachine(request: string, name: string): Done;
	removeBuildMachine(relay: RelayId): Done;
	/** Takes back an agent's token, and its admission where there is one. */
	revokeAgent(agent: AgentId): Done;
}

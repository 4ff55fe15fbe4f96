import type { Membership } from '#machines/membership/membership.ts';
import { AgentId, MemberId, RelayId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';

/** Where the display name of a Member, an Agent or a relay is kept, of those who left too. */
export function nameRefOf(membership: Membership, id: string): BlobRef | null {
	const { members, agents, relays, former } = membership;
	const member = MemberId.safeParse(id);
	if (member.success)
		return (members.get(member.data) ?? former.members.get(member.data))?.name ?? null;
	const agent = AgentId.safeParse(id);
	if (agent.success) return (agents.get(agent.data) ?? former.agents.get(agent.data))?.name ?? null;
	const relay = RelayId.safeParse(id);
	if (!relay.success) return null;
	return (relays.get(relay.data) ?? former.relays.get(relay.data))?.name ?? null;
}

import type { Access } from '#server/access/access.ts';
import type { Workspace } from '#server/workspace.ts';
import type { AgentEntry } from '#shared/protocol/api.ts';

/** The Agents this relay knows, and whether an owner has admitted each. */
export function agentEntries(workspace: Workspace, access: Access): readonly AgentEntry[] {
	const { membership } = workspace.journal.ledger.state();
	return access
		.agentTokens(workspace.store.agents)
		.list()
		.map((agent) => ({
			id: agent.id,
			name: agent.name,
			createdAt: agent.createdAt,
			revokedAt: agent.revokedAt,
			admitted: membership.agents.has(agent.id),
			hasToken: agent.tokenHash !== null,
		}));
}

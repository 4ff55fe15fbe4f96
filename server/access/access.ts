import { type AgentTokens, createAgentTokens } from '#server/access/agent-tokens.ts';
import type { Names } from '#server/access/host.ts';
import { createJoins, type Joins } from '#server/access/joins.ts';
import { createLocalSecret, type LocalSecret } from '#server/access/local-secret.ts';
import { createNonces, type Nonces } from '#server/access/nonces.ts';
import { createPairing, type Pairing } from '#server/access/pairing.ts';
import { createTickets, type Tickets } from '#server/access/tickets.ts';
import type { AgentStore } from '#server/storage/store.ts';
import type { Random } from '#shared/id.ts';

/** Everything that decides who may come in, for all workspaces of one Lintel. */
export interface Access {
	readonly names: Names;
	readonly localSecret: LocalSecret;
	readonly pairing: Pairing;
	readonly nonces: Nonces;
	readonly tickets: Tickets;
	readonly joins: Joins;
	agentTokens(store: AgentStore): AgentTokens;
}

export function createAccess(deps: {
	readonly names: Names;
	readonly random: Random;
	readonly now: () => Date;
}): Access {
	return {
		names: deps.names,
		localSecret: createLocalSecret(deps.random),
		pairing: createPairing(deps),
		nonces: createNonces(deps),
		tickets: createTickets(deps),
		joins: createJoins(deps),
		agentTokens: (store) => createAgentTokens({ ...deps, store }),
	};
}

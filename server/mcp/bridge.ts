import {
	createMcpHandler,
	type McpHttpHandler,
	type McpServer,
} from '@modelcontextprotocol/server';
import type { Caller } from '#server/mcp/caller.ts';
import { createMcpServer } from '#server/mcp/mcp-server.ts';
import { createAgentPresence } from '#server/mcp/presence.ts';
import { createReadBases } from '#server/mcp/read-bases.ts';
import type { StoredAgent } from '#server/storage/store.ts';
import type { Timer } from '#server/timer.ts';
import type { Workspace } from '#server/workspace.ts';
import type { Random } from '#shared/id.ts';

/** MCP for one workspace: both protocol eras, and no state between requests but what people see. */
export interface Bridge {
	/** Answers one request of an Agent that was authenticated already. */
	fetch(request: Request, agent: StoredAgent): Promise<Response>;
}

export interface BridgeDeps {
	readonly version: string;
	readonly baseUrl: () => string;
	readonly timer: Timer;
	readonly now: () => Date;
	readonly random: Random;
	readonly onError: (error: unknown) => void;
}

export type BuildServer = (caller: Caller, version: string) => McpServer;

export const MAX_MCP_BYTES = 1024 * 1024;

/** `build` makes the server of one request; the conformance suite adds to it what only tests need. */
export function createBridge(
	workspace: Workspace,
	deps: BridgeDeps,
	build: BuildServer = createMcpServer,
): Bridge {
	const presence = createAgentPresence(workspace, deps.timer);
	const bases = createReadBases();
	const handlers = new Map<string, McpHttpHandler>();

	/** A handler an Agent: what one listens to, another does not hear. */
	function handlerFor({ id, name }: StoredAgent): McpHttpHandler {
		const caller = {
			workspace,
			agent: { id, name },
			origin: { kind: 'agent' as const, id },
			presence,
			bases,
			url: `${deps.baseUrl()}/w/${workspace.slug}`,
			now: deps.now,
			random: deps.random,
			onError: deps.onError,
		};
		return createMcpHandler(() => build(caller, deps.version), {
			maxRequestBodySize: MAX_MCP_BYTES,
			maxSubscriptions: 16,
		});
	}

	return {
		fetch(request, agent) {
			const handler = handlers.get(agent.id) ?? handlerFor(agent);
			handlers.set(agent.id, handler);
			return handler.fetch(request);
		},
	};
}

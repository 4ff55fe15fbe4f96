import { Hono } from 'hono';
import { looksLikeLocalSecret } from '#server/access/local-secret.ts';
import { createRateLimit } from '#server/access/rate-limit.ts';
import { atMost, refuse } from '#server/http/answers.ts';
import type { AppContext, AppDeps, AppEnv } from '#server/http/app-env.ts';
import { bearerOf } from '#server/http/guards.ts';
import { opensLocally } from '#server/http/local-routes.ts';
import { type Bridge, createBridge, MAX_MCP_BYTES } from '#server/mcp/bridge.ts';
import type { StoredAgent } from '#server/storage/store.ts';
import type { Workspace } from '#server/workspace.ts';
import { AgentName } from '#shared/protocol/api.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

interface AtTheBridge {
	readonly workspace: Workspace;
	readonly agent: StoredAgent;
}

/**
 * `/mcp`: an Agent with a token speaks to its one workspace; `lintel mcp` shows the local secret
 * and says for whom it speaks and where.
 */
export function mcpRoutes(deps: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const bridges = new WeakMap<Workspace, Bridge>();
	const turns = createRateLimit({ burst: 600, windowMs: 30_000, now: deps.now });

	app.all('/mcp', atMost(MAX_MCP_BYTES), (c) => {
		const caller = authenticate(c, deps);
		if (!caller.ok) {
			c.header('WWW-Authenticate', 'Bearer error="invalid_token"');
			return refuse(c, 401, caller.error);
		}
		const { workspace, agent } = caller.value;
		if (!turns.take(agent.id)) return refuse(c, 429, tooFast);
		const bridge = bridges.get(workspace) ?? createBridge(workspace, deps);
		bridges.set(workspace, bridge);
		return bridge.fetch(c.req.raw, agent);
	});

	return app;
}

function authenticate(c: AppContext, deps: AppDeps): Result<AtTheBridge, Refusal> {
	const { access, workspaces } = deps;
	const bearer = bearerOf(c);
	if (bearer === null) return err(noToken);
	if (looksLikeLocalSecret(bearer)) return opensLocally(c, access) ? named(c, deps) : err(noToken);
	for (const workspace of workspaces.list()) {
		const agent = access.agentTokens(workspace.store.agents).read(bearer);
		if (agent) return ok({ workspace, agent });
	}
	return err(badToken);
}

/** The Agent that `lintel mcp` speaks for, in the repository it was started in. */
function named(c: AppContext, { access, workspaces }: AppDeps): Result<AtTheBridge, Refusal> {
	const workspace = workspaces.get(c.req.header('x-lintel-workspace') ?? '');
	if (!workspace) return err(noWorkspace);
	const name = AgentName.safeParse(decoded(c.req.header('x-lintel-agent') ?? ''));
	if (!name.success) return err(noName);
	const agent = access.agentTokens(workspace.store.agents).named(name.data);
	return agent.ok ? ok({ workspace, agent: agent.value }) : agent;
}

/** Headers hold no more than Latin letters, so the name comes percent-encoded. */
function decoded(header: string): string {
	try {
		return decodeURIComponent(header);
	} catch {
		return '';
	}
}

const noToken = refusal(
	'agent-token',
	'An agent needs a token here.',
	'Make one with lintel agent add NAME and send it as Authorization: Bearer TOKEN.',
);

const badToken = refusal(
	'agent-token',
	'This token opens nothing: it is not one of this Lintel, or it was revoked.',
	'Make another with lintel agent add NAME.',
);

const noWorkspace = refusal(
	'workspace',
	'This Lintel does not serve that repository.',
	'Start lintel mcp in the repository.',
);

const noName = refusal(
	'agent-name',
	'An agent needs a name of letters, digits, blanks, dots, dashes and underscores.',
	'Start lintel mcp with --as NAME.',
);

const tooFast = refusal(
	'agent-rate',
	'This agent asks too often.',
	'Wait some seconds before the next call.',
);

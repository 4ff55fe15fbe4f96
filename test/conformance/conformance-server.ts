/** Lintel's own bridge behind its own front door, with the suite's fixtures and without a token. */
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { AppEnv } from '#server/http/app-env.ts';
import { frontDoor } from '#server/http/front-door.ts';
import { createBridge } from '#server/mcp/bridge.ts';
import { createMcpServer } from '#server/mcp/mcp-server.ts';
import { registerFixtures } from '#test/conformance/fixtures.ts';
import { random } from '#test/e2e/world/person.ts';
import type { Served } from '#test/e2e/world/served.ts';

export interface ConformanceServer extends AsyncDisposable {
	/** Where the suite asks. */
	readonly url: string;
}

export async function serveForConformance(served: Served): Promise<ConformanceServer> {
	const { workspace, relay } = served;
	const agent = relay.access.agentTokens(workspace.store.agents).named('conformance');
	if (!agent.ok) throw new Error(agent.error.reason);
	const deps = {
		version: '0.0.0',
		baseUrl: () => served.origin,
		timer: { after: () => () => {} },
		now: () => new Date(),
		random,
		onError: (error: unknown) => void served.errors.push(error),
	};
	const bridge = createBridge(workspace, deps, (caller, version) => {
		const server = createMcpServer(caller, version);
		registerFixtures(server);
		return server;
	});
	const app = new Hono<AppEnv>();
	app.use(frontDoor({ tls: false, certificate: [], publicUrl: null }));
	app.all('/mcp', (c) => bridge.fetch(c.req.raw, agent.value));
	const server = await new Promise<ServerType>((resolve) => {
		const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () =>
			resolve(started),
		);
	});
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : 0;
	return {
		url: `http://localhost:${port}/mcp`,
		[Symbol.asyncDispose]: () => new Promise((resolve) => void server.close(() => resolve())),
	};
}

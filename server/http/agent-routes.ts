import { Hono } from 'hono';
import { agentEntries } from '#server/access/agent-entries.ts';
import { atMost, KB, readBody, refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { forMembers, forWriters, inWorkspace } from '#server/http/guards.ts';
import { AgentRequest } from '#shared/protocol/api.ts';

/** The Agents of a workspace and their tokens, for the people in it. */
export function agentRoutes({ workspaces, access }: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const workspace = inWorkspace(workspaces);
	const members = forMembers(access);

	app.get('/api/w/:slug/agents', workspace, members, (c) =>
		c.json(agentEntries(c.get('workspace'), access)),
	);

	app.post('/api/w/:slug/agents', atMost(4 * KB), workspace, members, forWriters, async (c) => {
		const body = await readBody(c, AgentRequest);
		if (!body.ok) return refuse(c, 400, body.error);
		const minted = access.agentTokens(c.get('workspace').store.agents).mint(body.value.name);
		return minted.ok ? c.json(minted.value, 201) : refuse(c, 409, minted.error);
	});

	app.delete('/api/w/:slug/agents/:id', workspace, members, forWriters, (c) => {
		const tokens = access.agentTokens(c.get('workspace').store.agents);
		const revoked = tokens.revoke(c.req.param('id'));
		return revoked.ok ? c.json({ ok: true }) : refuse(c, 404, revoked.error);
	});

	return app;
}

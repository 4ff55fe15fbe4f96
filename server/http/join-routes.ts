import { Hono } from 'hono';
import { createRateLimit } from '#server/access/rate-limit.ts';
import { atMost, KB, readBody, refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { forMembers, forOwners, inWorkspace } from '#server/http/guards.ts';
import { JoinRequest } from '#shared/protocol/api.ts';
import { refusal } from '#shared/refusal.ts';

/** A new device asks to be let in; owners see who asks. */
export function joinRoutes({ workspaces, access, now }: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const asks = createRateLimit({ burst: 30, windowMs: 60_000, now });

	app.post('/api/w/:slug/joins', atMost(8 * KB), inWorkspace(workspaces), async (c) => {
		const { slug } = c.get('workspace');
		if (!asks.take(slug)) return refuse(c, 429, tooOften);
		const body = await readBody(c, JoinRequest);
		if (!body.ok) return refuse(c, 400, body.error);
		const asked = access.joins.ask(slug, body.value);
		return asked.ok ? c.json({ ok: true }) : refuse(c, 429, asked.error);
	});

	app.get('/api/w/:slug/joins', inWorkspace(workspaces), forMembers(access), forOwners, (c) =>
		c.json(access.joins.pending(c.get('workspace').slug)),
	);

	return app;
}

const tooOften = refusal('join-rate', 'Too many devices ask at once.', 'Wait a minute, then ask.');

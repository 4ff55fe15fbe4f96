import { Hono } from 'hono';
import * as z from 'zod/mini';
import { readBody, refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { notServed } from '#server/http/not-served.ts';

const Slug = z.string().check(z.maxLength(200));
const One = z.strictObject({ slug: Slug });
const Added = z.strictObject({
	slug: Slug,
	url: z.string().check(z.maxLength(2_000)),
	private: z.boolean(),
});

/** `lintel webhook` through the Lintel that runs. Mounted behind its secret. */
export function localWebhookRoutes({ workspaces }: Pick<AppDeps, 'workspaces'>): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get('/local/webhook', (c) => {
		const workspace = workspaces.get(c.req.query('slug') ?? '');
		if (!workspace) return refuse(c, 404, notServed);
		return c.json({ webhook: workspace.webhook.status() });
	});

	app.post('/local/webhook', async (c) => {
		const body = await readBody(c, Added);
		if (!body.ok) return refuse(c, 400, body.error);
		const workspace = workspaces.get(body.value.slug);
		if (!workspace) return refuse(c, 404, notServed);
		const added = workspace.webhook.add(body.value.url, body.value);
		return added.ok ? c.json({ secret: added.value }, 201) : refuse(c, 422, added.error);
	});

	app.post('/local/webhook/test', async (c) => {
		const body = await readBody(c, One);
		if (!body.ok) return refuse(c, 400, body.error);
		const workspace = workspaces.get(body.value.slug);
		if (!workspace) return refuse(c, 404, notServed);
		const tested = await workspace.webhook.test();
		return tested.ok ? c.json({ ok: true }) : refuse(c, 502, tested.error);
	});

	app.delete('/local/webhook', async (c) => {
		const body = await readBody(c, One);
		if (!body.ok) return refuse(c, 400, body.error);
		const workspace = workspaces.get(body.value.slug);
		if (!workspace) return refuse(c, 404, notServed);
		return c.json({ removed: workspace.webhook.remove() });
	});

	return app;
}

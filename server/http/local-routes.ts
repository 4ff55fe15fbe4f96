import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import * as z from 'zod/mini';
import type { Access } from '#server/access/access.ts';
import { agentEntries } from '#server/access/agent-entries.ts';
import type { Activity } from '#server/http/activity.ts';
import { atMost, KB, readBody, refuse } from '#server/http/answers.ts';
import type { AppContext, AppDeps, AppEnv } from '#server/http/app-env.ts';
import { bearerOf } from '#server/http/guards.ts';
import { localFileRoutes } from '#server/http/local-file-routes.ts';
import { localHistoryRoutes } from '#server/http/local-history-routes.ts';
import { localRunRoutes } from '#server/http/local-run-routes.ts';
import { localVerifyRoutes } from '#server/http/local-verify-routes.ts';
import { localWebhookRoutes } from '#server/http/local-webhook-routes.ts';
import { notServed } from '#server/http/not-served.ts';
import type { Workspace } from '#server/workspace.ts';
import { AgentName } from '#shared/protocol/api.ts';
import { refusal } from '#shared/refusal.ts';

const Slug = z.string().check(z.maxLength(200));
const Folder = z.strictObject({ folder: z.string().check(z.minLength(1), z.maxLength(4096)) });
const OneWorkspace = z.strictObject({ slug: Slug });
const OneAgent = z.strictObject({ slug: Slug, name: AgentName });

/**
 * What the command line asks of the Lintel that runs already. It opens with the secret in the
 * running file, from this machine only, and nothing here decides anything a Member must sign.
 */
export function localRoutes(deps: AppDeps, activity: Activity): Hono<AppEnv> {
	const { workspaces, access } = deps;
	const app = new Hono<AppEnv>();
	app.use('/local/*', forThisPerson(deps), atMost(64 * KB));

	app.get('/local/status', async (c) => {
		const workspace = workspaces.get(c.req.query('slug') ?? '');
		// What code imports is counted too.
		await workspace?.importsRead();
		return workspace ? c.json(workspace.status()) : refuse(c, 404, notServed);
	});

	app.get('/local/repositories', (c) =>
		c.json(workspaces.list().map((workspace) => describe(deps, workspace))),
	);

	app.post('/local/repositories', async (c) => {
		const body = await readBody(c, Folder);
		if (!body.ok) return refuse(c, 400, body.error);
		const opened = await workspaces.open(body.value.folder);
		return opened.ok ? c.json(describe(deps, opened.value)) : refuse(c, 422, opened.error);
	});

	app.post('/local/save', async (c) => {
		const body = await readBody(c, OneWorkspace);
		if (!body.ok) return refuse(c, 400, body.error);
		const workspace = workspaces.get(body.value.slug);
		if (!workspace) return refuse(c, 404, notServed);
		const saved = await workspace.save();
		return saved.ok ? c.json(saved.value) : refuse(c, 409, saved.error);
	});

	app.get('/local/agents', (c) => {
		const workspace = workspaces.get(c.req.query('slug') ?? '');
		return workspace ? c.json(agentEntries(workspace, access)) : refuse(c, 404, notServed);
	});

	app.post('/local/agents', async (c) => {
		const body = await readBody(c, OneAgent);
		if (!body.ok) return refuse(c, 400, body.error);
		const workspace = workspaces.get(body.value.slug);
		if (!workspace) return refuse(c, 404, notServed);
		const minted = access.agentTokens(workspace.store.agents).mint(body.value.name);
		return minted.ok ? c.json(minted.value, 201) : refuse(c, 409, minted.error);
	});

	app.delete('/local/agents', async (c) => {
		const body = await readBody(c, OneAgent);
		if (!body.ok) return refuse(c, 400, body.error);
		const workspace = workspaces.get(body.value.slug);
		if (!workspace) return refuse(c, 404, notServed);
		const revoked = access.agentTokens(workspace.store.agents).revoke(body.value.name);
		return revoked.ok ? c.json({ ok: true }) : refuse(c, 404, revoked.error);
	});

	app.route('/', localFileRoutes(deps));
	app.route('/', localHistoryRoutes(deps));
	app.route('/', localVerifyRoutes(deps));
	app.route('/', localRunRoutes(deps, activity));
	app.route('/', localWebhookRoutes(deps));
	return app;
}

/** Where a workspace is, and how to found it while nobody has: only its own terminal sees the code. */
function describe({ access, baseUrl }: AppDeps, { slug, folder, name, journal }: Workspace) {
	const founded = journal.ledger.state().root !== null;
	const url = `${baseUrl()}/w/${slug}`;
	const pairing = founded ? null : `${url}#pair=${access.pairing.open(slug)}`;
	return { slug, name, folder, founded, url, pairing };
}

function forThisPerson({ access }: AppDeps) {
	return createMiddleware<AppEnv>(async (c, next) =>
		opensLocally(c, access) ? next() : refuse(c, 401, notLocal),
	);
}

/** Whether the request comes from this machine and holds the secret of the running file. */
export function opensLocally(c: AppContext, access: Access): boolean {
	const offered = bearerOf(c);
	// A page never holds the secret, so nothing that a browser sends belongs here.
	const fromPage =
		c.req.header('origin') !== undefined || c.req.header('sec-fetch-site') !== undefined;
	return c.get('local') && !fromPage && offered !== null && access.localSecret.opens(offered);
}

const notLocal = refusal(
	'local-secret',
	'This route is for the command line of whoever runs this Lintel.',
	'Run the lintel command on the same machine, as the same user.',
);

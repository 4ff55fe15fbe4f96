/**
 * The relay as one Hono app: the built page, the HTTP API, the two WebSockets and the MCP bridge.
 *
 *   request ─▶ front door (Host, Origin, privacy) ─▶ headers ─▶ route ─▶ ticket | token | secret
 */
import { Hono } from 'hono';
import { type Activity, createActivity } from '#server/http/activity.ts';
import { agentRoutes } from '#server/http/agent-routes.ts';
import { refuse } from '#server/http/answers.ts';
import type { AppContext, AppDeps, AppEnv } from '#server/http/app-env.ts';
import { assetRoutes } from '#server/http/assets.ts';
import { createPageReader } from '#server/http/built-app.ts';
import { docRoutes } from '#server/http/doc-routes.ts';
import { fileRoutes } from '#server/http/file-routes.ts';
import { foundingRoutes } from '#server/http/founding-routes.ts';
import { frontDoor } from '#server/http/front-door.ts';
import { helloRoutes } from '#server/http/hello-routes.ts';
import { historyRoutes } from '#server/http/history-routes.ts';
import { joinRoutes } from '#server/http/join-routes.ts';
import { localRoutes } from '#server/http/local-routes.ts';
import { logRoutes } from '#server/http/log-routes.ts';
import { recoveryRoutes } from '#server/http/recovery-routes.ts';
import { securityHeaders } from '#server/http/security-headers.ts';
import { sessionRoutes } from '#server/http/session-routes.ts';
import { sessionRunRoutes } from '#server/http/session-run-routes.ts';
import { socketRoutes } from '#server/http/socket-routes.ts';
import { ticketRoutes } from '#server/http/ticket-routes.ts';
import { mcpRoutes } from '#server/mcp/mcp-routes.ts';
import { refusal } from '#shared/refusal.ts';

export interface App {
	readonly hono: Hono<AppEnv>;
	readonly activity: Activity;
}

export function createApp(deps: AppDeps): App {
	const hono = new Hono<AppEnv>();
	const activity = createActivity(deps.now);
	const readPage = createPageReader(deps.assets);

	hono.use(securityHeaders(readPage));
	hono.use(frontDoor(deps.access.names));
	hono.use(async (_, next) => {
		activity.touch();
		await next();
	});

	hono.route('/', helloRoutes(deps));
	hono.route('/', ticketRoutes(deps));
	hono.route('/', foundingRoutes(deps));
	hono.route('/', joinRoutes(deps));
	hono.route('/', recoveryRoutes(deps));
	hono.route('/', docRoutes(deps));
	hono.route('/', logRoutes(deps));
	hono.route('/', historyRoutes(deps));
	hono.route('/', agentRoutes(deps));
	hono.route('/', fileRoutes(deps));
	hono.route('/', sessionRoutes(deps));
	hono.route('/', sessionRunRoutes(deps));
	hono.route('/', localRoutes(deps, activity));
	hono.route('/', socketRoutes(deps, activity));
	hono.route('/', mcpRoutes(deps));
	hono.all('/api/*', (c) => refuse(c, 404, noRoute));
	hono.route('/', assetRoutes(deps.assets, readPage));

	hono.notFound((c) => {
		const built = isForReading(c) ? readPage() : null;
		return built ? c.html(built.html, 404) : refuse(c, 404, noRoute);
	});
	hono.onError((error, c) => {
		deps.onError(error);
		return refuse(c, 500, broken);
	});

	return { hono, activity };
}

/** Whether a person looks at the answer: the app has a page for an address that leads nowhere. */
function isForReading(c: AppContext): boolean {
	return c.req.method === 'GET' && /\btext\/html\b/i.test(c.req.header('accept') ?? '');
}

const noRoute = refusal(
	'not-found',
	'There is nothing at this address.',
	'Start from the first page.',
);

const broken = refusal(
	'internal',
	'Something went wrong inside Lintel; nothing you had saved is lost.',
	'Try again. If it happens again, the terminal that Lintel runs in says more.',
);

import { Hono } from 'hono';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { inWorkspace } from '#server/http/guards.ts';
import type { ProductHello, WorkspaceEntry, WorkspaceHello } from '#shared/protocol/api.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/version.ts';

/** What anyone who may open the page may know: that this is Lintel, and what it serves. */
export function helloRoutes({ workspaces, version }: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get('/api/hello', (c) =>
		c.json({ product: 'lintel', version, protocol: PROTOCOL_VERSION } satisfies ProductHello),
	);

	app.get('/api/workspaces', (c) =>
		c.json(
			workspaces.list().map(
				({ slug, name, journal }) =>
					({
						slug,
						name,
						founded: journal.ledger.state().root !== null,
					}) satisfies WorkspaceEntry,
			),
		),
	);

	app.get('/api/w/:slug/hello', inWorkspace(workspaces), (c) => {
		const { slug, name, journal, relay } = c.get('workspace');
		const hello: WorkspaceHello = {
			slug,
			name,
			root: journal.ledger.state().root,
			relay: relay.key,
			relayId: relay.id,
			protocol: PROTOCOL_VERSION,
		};
		return c.json(hello);
	});

	return app;
}

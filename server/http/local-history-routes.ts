import { Hono } from 'hono';
import * as z from 'zod/mini';
import { exportHistory } from '#server/history/export-history.ts';
import { refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { notServed } from '#server/http/not-served.ts';
import { ArtefactId } from '#shared/id.ts';

const Asked = z.object({ slug: z.string(), artefact: z.optional(ArtefactId) });

/** `lintel history` through the Lintel that runs. Mounted behind its secret. */
export function localHistoryRoutes({ workspaces }: Pick<AppDeps, 'workspaces'>): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.get('/local/history', (c) => {
		const asked = Asked.safeParse(c.req.query());
		const workspace = asked.success ? workspaces.get(asked.data.slug) : null;
		if (!asked.success || workspace === null) return refuse(c, 404, notServed);
		return c.json(exportHistory(workspace, asked.data.artefact ?? null));
	});
	return app;
}

import { Hono } from 'hono';
import * as z from 'zod/mini';
import { renderExport } from '#server/files/export/render-export.ts';
import { readBody, refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { notServed } from '#server/http/not-served.ts';
import { IMPORT_FORMATS } from '#shared/import/reading.ts';

const Export = z.strictObject({ slug: z.string().check(z.maxLength(200)), dryRun: z.boolean() });
const Render = z.strictObject({
	slug: z.string().check(z.maxLength(200)),
	shape: z.enum(['gherkin', 'html', 'map-svg', 'map-mermaid']),
});
const Import = z.strictObject({
	slug: z.string().check(z.maxLength(200)),
	/** Absolute paths: whoever holds the secret may read them anyway. */
	files: z.array(z.string().check(z.maxLength(4096))).check(z.maxLength(1_000)),
	dryRun: z.boolean(),
	as: z.nullable(z.enum(IMPORT_FORMATS)),
	settle: z.nullable(z.enum(['both', 'keep', 'take'])),
});

const Move = z.strictObject({
	slug: z.string().check(z.maxLength(200)),
	/** From the repository's root. */
	from: z.string().check(z.maxLength(400)),
	to: z.string().check(z.maxLength(400)),
	dryRun: z.boolean(),
});

/** `lintel import`, `lintel export` and `lintel move` through the Lintel that runs. Mounted behind its secret. */
export function localFileRoutes({ workspaces }: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.post('/local/export', async (c) => {
		const body = await readBody(c, Export);
		if (!body.ok) return refuse(c, 400, body.error);
		const workspace = workspaces.get(body.value.slug);
		if (!workspace) return refuse(c, 404, notServed);
		return c.json(await workspace.files.exportFiles(body.value));
	});

	app.post('/local/import', async (c) => {
		const body = await readBody(c, Import);
		if (!body.ok) return refuse(c, 400, body.error);
		const workspace = workspaces.get(body.value.slug);
		if (!workspace) return refuse(c, 404, notServed);
		const report = await workspace.files.importFiles(body.value.files, body.value);
		if (!body.value.dryRun) await workspace.files.flush();
		return c.json(report);
	});

	app.post('/local/move', async (c) => {
		const body = await readBody(c, Move);
		if (!body.ok) return refuse(c, 400, body.error);
		const workspace = workspaces.get(body.value.slug);
		if (!workspace) return refuse(c, 404, notServed);
		const moved = await workspace.move(body.value);
		return moved.ok ? c.json(moved.value) : refuse(c, 409, moved.error);
	});

	app.post('/local/render', async (c) => {
		const body = await readBody(c, Render);
		if (!body.ok) return refuse(c, 400, body.error);
		const workspace = workspaces.get(body.value.slug);
		if (!workspace) return refuse(c, 404, notServed);
		return c.json(renderExport(workspace, body.value.shape));
	});

	return app;
}

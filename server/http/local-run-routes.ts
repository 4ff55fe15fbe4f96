import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import * as z from 'zod/mini';
import type { Activity } from '#server/http/activity.ts';
import { readBody, refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { carryOut } from '#server/runner/carry-out.ts';
import { type RunLine, RunOrder } from '#shared/protocol/run-line.ts';
import { refusal } from '#shared/refusal.ts';

const Run = z.strictObject({
	slug: z.string().check(z.maxLength(200)),
	order: RunOrder,
	/** Of whoever asks, from their environment, for this run alone; it is written nowhere. */
	key: z.nullable(z.string().check(z.maxLength(1_000))),
});

/** `lintel run` through the Lintel that runs. Whoever hangs up pauses the run. */
export function localRunRoutes({ workspaces, runners }: AppDeps, activity: Activity): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.post('/local/run', async (c) => {
		const body = await readBody(c, Run);
		if (!body.ok) return refuse(c, 400, body.error);
		const workspace = workspaces.get(body.value.slug);
		const runner = workspace === null ? null : runners.of(workspace);
		if (workspace === null || runner === null) return refuse(c, 404, notServed);
		return stream(c, async (out) => {
			const leaving = new AbortController();
			out.onAbort(() => leaving.abort());
			const tell = (line: RunLine) => void out.write(`${JSON.stringify(line)}\n`);
			const { order, key } = body.value;
			const hooks = { signal: leaving.signal, tell };
			// Somebody looks on, also while it waits for people and nothing is asked.
			using _ = activity.hold();
			const result = await carryOut({ workspace, runner }, order, key, hooks);
			if (!result.ok) tell({ type: 'refused', refusal: result.error });
		});
	});

	return app;
}

const notServed = refusal(
	'workspace',
	'This Lintel does not serve that repository, or its runner was revoked there.',
	'Run lintel in the repository first; lintel agent list shows the agents.',
);

import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import * as z from 'zod/mini';
import { readBody, refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { notServed } from '#server/http/not-served.ts';
import type { VerifyLine } from '#shared/evidence/verified.ts';
import { ReportFormat } from '#shared/lifecycle/evidence-rules.ts';

const Path = z.string().check(z.maxLength(4096));
const Verify = z.strictObject({
	slug: z.string().check(z.maxLength(200)),
	paths: z.array(Path).check(z.maxLength(1_000)),
	replay: z.boolean(),
	/** An absolute path: whoever holds the secret may read it anyway. */
	report: z.nullable(Path),
	format: z.nullable(ReportFormat),
});

/**
 * `lintel verify` through the Lintel that runs. It names Designs, never a command: what runs is the
 * signed policy's. Whoever hangs up cancels the run.
 */
export function localVerifyRoutes({ workspaces }: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.post('/local/verify', async (c) => {
		const body = await readBody(c, Verify);
		if (!body.ok) return refuse(c, 400, body.error);
		const { slug, paths, replay, report: path, format } = body.value;
		const workspace = workspaces.get(slug);
		if (!workspace) return refuse(c, 404, notServed);
		const report = path === null ? null : { path, format };
		const request = { paths, replay, report };
		return stream(c, async (out) => {
			const leaving = new AbortController();
			out.onAbort(() => leaving.abort());
			const tell = (line: VerifyLine) => out.write(`${JSON.stringify(line)}\n`);
			const result = await workspace.verification.verify(request, {
				signal: leaving.signal,
				onOutput: (text) => void tell({ type: 'output', text }),
			});
			await tell(
				result.ok
					? { type: 'verified', verified: result.value }
					: { type: 'refused', refusal: result.error },
			);
		});
	});

	return app;
}

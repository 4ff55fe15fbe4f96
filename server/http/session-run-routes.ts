import { Hono } from 'hono';
import { atMost, KB, readBody, refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { forMembers, forWriters, inWorkspace } from '#server/http/guards.ts';
import { SessionId } from '#shared/id.ts';
import { RunRequest } from '#shared/protocol/run.ts';
import { refusal } from '#shared/refusal.ts';

/** The built-in runner, for the people of a workspace: what it runs, run and pause. */
export function sessionRunRoutes({ workspaces, access, runners }: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const workspace = inWorkspace(workspaces);
	const members = forMembers(access);

	app.get('/api/w/:slug/runner', workspace, members, (c) => {
		const view = runners.view(c.get('workspace'));
		return view === null ? refuse(c, 409, noAgent) : c.json(view);
	});

	app.post(
		'/api/w/:slug/sessions/:id/run',
		...[atMost(4 * KB), workspace, members, forWriters],
		async (c) => {
			const body = await readBody(c, RunRequest);
			if (!body.ok) return refuse(c, 400, body.error);
			const session = SessionId.safeParse(c.req.param('id'));
			const runner = runners.of(c.get('workspace'));
			if (runner === null) return refuse(c, 409, noAgent);
			if (!session.success) return refuse(c, 404, noSession);
			const { model, maxCost } = body.value;
			const most = c.get('workspace').files.config.runner.maxCost;
			// Who pays sets the limit, in the configuration; from here it can only be lower.
			const run = runner.run(session.data, { model, maxCost: Math.min(maxCost ?? most, most) });
			return run.ok ? c.json(run.value) : refuse(c, 409, run.error);
		},
	);

	app.post('/api/w/:slug/sessions/:id/pause', workspace, members, forWriters, async (c) => {
		const session = SessionId.safeParse(c.req.param('id'));
		const runner = runners.of(c.get('workspace'));
		if (runner === null) return refuse(c, 409, noAgent);
		if (!session.success) return refuse(c, 404, noSession);
		const paused = await runner.pause(session.data);
		return paused.ok ? c.json(paused.value) : refuse(c, 409, paused.error);
	});

	return app;
}

const noAgent = refusal(
	'runner-revoked',
	'The agent of the built-in runner was revoked here.',
	'Make it a token again: lintel agent add "Lintel runner".',
);

const noSession = refusal(
	'no-session',
	'There is no session of that name.',
	'Open Sessions in the app for those that are.',
);

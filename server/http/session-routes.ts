import { Hono } from 'hono';
import { refuse } from '#server/http/answers.ts';
import type { AppContext, AppDeps, AppEnv } from '#server/http/app-env.ts';
import { forMembers, inWorkspace } from '#server/http/guards.ts';
import { sessionChanges } from '#server/http/session-changes.ts';
import { SessionId } from '#shared/id.ts';
import type { SessionPack, TranscriptPage } from '#shared/protocol/sessions.ts';
import { refusal } from '#shared/refusal.ts';

const PAGE = 200;

/** What members read of a Session beside the log: its transcript, its open step's pack, what it changed. */
export function sessionRoutes({ workspaces, access, disk, run }: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const workspace = inWorkspace(workspaces);
	const members = forMembers(access);
	const path = '/api/w/:slug/sessions/:id';

	app.get(`${path}/transcript`, workspace, members, (c) => {
		const session = sessionIn(c);
		if (session === null) return refuse(c, 404, noSession);
		const after = numberFrom(c.req.query('after'));
		const found = c.get('workspace').sessions.transcript(session.id, after, PAGE + 1);
		const entries = found.slice(0, PAGE);
		return c.json<TranscriptPage>({ entries, more: found.length > PAGE });
	});

	app.get(`${path}/pack`, workspace, members, (c) => {
		const session = sessionIn(c);
		if (session === null) return refuse(c, 404, noSession);
		const pack = c.get('workspace').sessions.pack(session.id);
		return c.json<SessionPack>({ step: session.step, pack });
	});

	app.get(`${path}/changes`, workspace, members, (c) => {
		const session = sessionIn(c);
		if (session === null) return refuse(c, 404, noSession);
		const { folder, history, store, sessions } = c.get('workspace');
		const textOf = (ref: string) => store.log.readBlob(ref)?.text ?? null;
		return c.json(
			sessionChanges(
				{ disk, run, folder, history, textOf },
				session,
				sessions.folderOf(session.id),
			),
		);
	});

	return app;
}

function sessionIn(c: AppContext) {
	const id = SessionId.safeParse(c.req.param('id'));
	return id.success ? c.get('workspace').sessions.get(id.data) : null;
}

function numberFrom(text: string | undefined): number {
	return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

const noSession = refusal(
	'no-session',
	'There is no session of that name.',
	'Open Sessions in the app for those that are.',
);

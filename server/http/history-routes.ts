import { Hono } from 'hono';
import { refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { forMembers, inWorkspace } from '#server/http/guards.ts';
import { ArtefactId } from '#shared/id.ts';
import { refusal } from '#shared/refusal.ts';

const PAGE = 100;

/** What an artefact said when: its editions, newest first, and each one's text. */
export function historyRoutes({ workspaces, access }: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const workspace = inWorkspace(workspaces);
	const members = forMembers(access);

	app.get('/api/w/:slug/history/:artefact', workspace, members, (c) => {
		const id = ArtefactId.safeParse(c.req.param('artefact'));
		if (!id.success) return refuse(c, 404, noEdition);
		const before = numberFrom(c.req.query('before'));
		const limit = numberFrom(c.req.query('limit')) ?? PAGE;
		return c.json(c.get('workspace').history.list(id.data, before, limit));
	});

	app.get('/api/w/:slug/history/:artefact/:n', workspace, members, (c) => {
		const id = ArtefactId.safeParse(c.req.param('artefact'));
		const n = numberFrom(c.req.param('n'));
		const edition = id.success && n !== null ? c.get('workspace').history.read(id.data, n) : null;
		return edition === null ? refuse(c, 404, noEdition) : c.json(edition);
	});

	return app;
}

function numberFrom(text: string | undefined): number | null {
	return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null;
}

const noEdition = refusal(
	'edition',
	'The relay does not remember that edition.',
	'Older ones are thinned out; look at the ones beside it.',
);

import { Hono } from 'hono';
import { refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { forMembers, forWriters, inWorkspace } from '#server/http/guards.ts';
import { Hash } from '#shared/hash.ts';
import { refusal } from '#shared/refusal.ts';

/** What events refer to by hash, what the workspace adds up to, and the button that saves it. */
export function logRoutes({ workspaces, access }: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const workspace = inWorkspace(workspaces);
	const members = forMembers(access);

	app.get('/api/w/:slug/texts/:revision', workspace, members, (c) => {
		const revision = Hash.safeParse(c.req.param('revision'));
		const text = revision.success ? c.get('workspace').store.log.readText(revision.data) : null;
		return text === null ? refuse(c, 404, noText) : c.json({ text });
	});

	app.get('/api/w/:slug/blobs', workspace, members, (c) =>
		c.json(c.get('workspace').store.log.listBlobs()),
	);

	app.get('/api/w/:slug/blobs/:ref', workspace, members, (c) => {
		const ref = Hash.safeParse(c.req.param('ref'));
		const blob = ref.success ? c.get('workspace').store.log.readBlob(ref.data) : null;
		return blob ? c.json(blob) : refuse(c, 404, noBlob);
	});

	app.get('/api/w/:slug/status', workspace, members, (c) => c.json(c.get('workspace').status()));

	app.post('/api/w/:slug/save', workspace, members, forWriters, async (c) => {
		const saved = await c.get('workspace').save();
		return saved.ok ? c.json(saved.value) : refuse(c, 409, saved.error);
	});

	return app;
}

const noText = refusal(
	'text',
	'This relay does not have the text of that revision.',
	'Pull the latest commits, or ask the person whose relay has it to save.',
);

const noBlob = refusal(
	'blob',
	'This relay does not have that reason or name; it may have been erased.',
	'Pull the latest commits.',
);

import { Hono } from 'hono';
import * as z from 'zod/mini';
import { atMost, KB, readBody, refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { forMembers, forOwners, forWriters, inWorkspace } from '#server/http/guards.ts';
import { ComponentId } from '#shared/id.ts';
import type { CheckoutPlaces } from '#shared/protocol/checkout-places.ts';
import type { FileLines } from '#shared/protocol/file-lines.ts';
import { FileAnswer } from '#shared/protocol/file-question.ts';
import { refusal } from '#shared/refusal.ts';

const Answer = z.strictObject({ answer: FileAnswer });

/** What people answer to questions about files, which travel with what is observed; where files open; and the policy in the config. */
export function fileRoutes({ workspaces, access }: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const path = '/api/w/:slug/questions/:id';

	app.post(
		path,
		atMost(4 * KB),
		inWorkspace(workspaces),
		forMembers(access),
		forWriters,
		async (c) => {
			const body = await readBody(c, Answer);
			if (!body.ok) return refuse(c, 400, body.error);
			const { files } = c.get('workspace');
			const { member } = c.get('grant');
			const done = await files.answer(c.req.param('id'), body.value.answer, member);
			return done.ok ? c.json({ ok: true }) : refuse(c, 409, done.error);
		},
	);

	// The path of the checkout names whoever owns the machine, and opens nothing on another one.
	app.get('/api/w/:slug/places', inWorkspace(workspaces), forMembers(access), (c) => {
		const { root, forge } = c.get('workspace').places();
		return c.json<CheckoutPlaces>({ root: c.get('local') ? root : null, forge });
	});

	app.get('/api/w/:slug/lines/:design', inWorkspace(workspaces), forMembers(access), (c) => {
		const design = ComponentId.safeParse(c.req.param('design'));
		if (!design.success) return refuse(c, 404, noDesign);
		return c.json<FileLines>(c.get('workspace').linesOf(design.data));
	});

	app.post(
		'/api/w/:slug/policy-file',
		inWorkspace(workspaces),
		forMembers(access),
		forOwners,
		(c) => {
			const written = c.get('workspace').writePolicy();
			return written.ok ? c.json({ ok: true }) : refuse(c, 409, written.error);
		},
	);

	return app;
}

const noDesign = refusal('not-found', 'There is no such design.', 'Give the id of a design.');

import { Hono } from 'hono';
import { didSign } from '#server/access/access-key.ts';
import { createRateLimit } from '#server/access/rate-limit.ts';
import { atMost, KB, readBody, refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { inWorkspace } from '#server/http/guards.ts';
import { fromBase64Url } from '#shared/base64url.ts';
import { TicketRequest, ticketBytesOf } from '#shared/protocol/ticket.ts';
import { refusal } from '#shared/refusal.ts';

/** A device proves itself: it signs a nonce of ours with its access key, and gets a ticket for it. */
export function ticketRoutes({ workspaces, access, now }: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const turns = createRateLimit({ burst: 300, windowMs: 60_000, now });

	app.post('/api/w/:slug/nonce', inWorkspace(workspaces), (c) => {
		const { slug } = c.get('workspace');
		if (!turns.take(slug)) return refuse(c, 429, tooOften);
		return c.json({ nonce: access.nonces.mint(slug, c.get('origin')) });
	});

	app.post('/api/w/:slug/ticket', atMost(4 * KB), inWorkspace(workspaces), async (c) => {
		const workspace = c.get('workspace');
		const origin = c.get('origin');
		const body = await readBody(c, TicketRequest);
		if (!body.ok) return refuse(c, 400, body.error);
		const { key, nonce, signature } = body.value;
		// Spent before it is looked at: a nonce is good for one try.
		if (!access.nonces.spend(workspace.slug, origin, nonce)) return refuse(c, 401, staleNonce);
		const { membership } = workspace.journal.ledger.state();
		const member = membership.memberOfAccessKey(key);
		const publicKey = membership.keyOf(key);
		if (!member || !publicKey) return refuse(c, 403, unknownDevice);
		const bytes = ticketBytesOf(origin, nonce);
		if (!(await didSign(publicKey, bytes, bytesIn(signature)))) return refuse(c, 401, badProof);
		const grant = { slug: workspace.slug, key, member: member.id, origin };
		return c.json(access.tickets.issue(grant));
	});

	return app;
}

function bytesIn(signature: string): Uint8Array<ArrayBuffer> {
	try {
		return fromBase64Url(signature);
	} catch {
		return new Uint8Array();
	}
}

const tooOften = refusal('nonce-rate', 'Too many connections were asked for.', 'Wait a moment.');

const staleNonce = refusal(
	'nonce',
	'The number that was signed has been used or has run out.',
	'Ask for another and sign that.',
);

const unknownDevice = refusal(
	'device',
	'This device is no member of the workspace.',
	'Ask an owner to let it in: open the workspace and show them the code.',
);

const badProof = refusal(
	'signature',
	'The signature is not by the key that this device was enrolled with.',
	'Sign lintel/ticket/v1, the origin of the page and the number with the access key.',
);

import { Hono } from 'hono';
import { decide } from '#machines/lifecycle/decide.ts';
import type { Membership } from '#machines/membership/membership.ts';
import { createRateLimit } from '#server/access/rate-limit.ts';
import { atMost, KB, readBody, refuse } from '#server/http/answers.ts';
import type { AppDeps, AppEnv } from '#server/http/app-env.ts';
import { refuseAppend } from '#server/http/append-refusal.ts';
import { inWorkspace } from '#server/http/guards.ts';
import type { MemberId } from '#shared/id.ts';
import type { Envelope } from '#shared/lifecycle/envelope.ts';
import { MAX_PARENTS } from '#shared/lifecycle/event.ts';
import type { PublicKey } from '#shared/lifecycle/public-key.ts';
import { PasskeyRequest, RecoveryRequest } from '#shared/protocol/api.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/**
 * A member without a device comes back with a passkey. It opens no connections, so neither route
 * asks for a ticket: the one tells a passkey whose it is, to those who can name it, and the other
 * takes a single kind of event that only that passkey, with its person there, could have signed.
 */
export function recoveryRoutes({ workspaces, now }: AppDeps): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const turns = createRateLimit({ burst: 20, windowMs: 60_000, now });

	app.post('/api/w/:slug/passkey', atMost(4 * KB), inWorkspace(workspaces), async (c) => {
		const { slug, journal } = c.get('workspace');
		if (!turns.take(slug)) return refuse(c, 429, tooOften);
		const body = await readBody(c, PasskeyRequest);
		if (!body.ok) return refuse(c, 400, body.error);
		const { root, heads, membership } = journal.ledger.state();
		const held = passkeyIn(membership, body.value.credentialId);
		if (root === null || held === null) return refuse(c, 404, unknownPasskey);
		return c.json({ root, heads: heads.slice(0, MAX_PARENTS), ...held });
	});

	app.post('/api/w/:slug/recover', atMost(16 * KB), inWorkspace(workspaces), async (c) => {
		const { slug, journal } = c.get('workspace');
		if (!turns.take(slug)) return refuse(c, 429, tooOften);
		const body = await readBody(c, RecoveryRequest);
		if (!body.ok) return refuse(c, 400, body.error);
		const { envelope } = body.value;
		const unfit = whyNotRecovery(envelope, journal.ledger.state().membership);
		if (unfit) return refuse(c, 403, unfit);
		// What would not count is not even stored: nobody without a ticket may fill the log.
		const counts = decide(journal.ledger, envelope.event);
		if (!counts.ok) return refuse(c, 422, counts.error);
		const appended = await journal.append([envelope], [], []);
		return appended.ok ? c.json({ ok: true }) : refuseAppend(c, appended);
	});

	return app;
}

function passkeyIn(
	membership: Membership,
	credentialId: string,
): { readonly member: MemberId; readonly key: PublicKey } | null {
	for (const { id, keys } of membership.members.values()) {
		for (const key of keys.map((keyId) => membership.keyOf(keyId))) {
			if (key?.kind === 'passkey' && key.credentialId === credentialId) return { member: id, key };
		}
	}
	return null;
}

function whyNotRecovery({ event, sig }: Envelope, membership: Membership): Refusal | null {
	const signer = membership.memberOfKey(event.by.key);
	const isPasskey = membership.keyOf(event.by.key)?.kind === 'passkey' && sig.alg === 'webauthn';
	if (signer === null || !isPasskey) return unknownPasskey;
	const isOwn = event.type === 'deviceAdded' && event.member === signer.id;
	return isOwn && event.device.access !== null ? null : notARecovery;
}

const tooOften = refusal(
	'recovery-rate',
	'Too many passkeys were tried.',
	'Wait a minute, then try again.',
);

const unknownPasskey = refusal(
	'unknown-passkey',
	'This passkey is no key of a member of this workspace.',
	'Take the passkey that was made when the workspace was founded, or ask an owner to let you in.',
);

const notARecovery = refusal(
	'not-a-recovery',
	'Without a ticket a passkey may add a device of its own member, and nothing else.',
	'Let this device in first, then decide.',
);

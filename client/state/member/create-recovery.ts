import * as z from 'zod/mini';
import { makeDeviceKeys } from '#client/keys/device-keys.ts';
import { createPasskeySigner, findPasskey } from '#client/keys/passkey.ts';
import { readRecovery } from '#client/keys/recovery.ts';
import type { FoundingDeps } from '#client/state/founding/create-founding.ts';
import type { Founding } from '#client/state/founding/founding.ts';
import { UNKNOWN_DEVICE } from '#client/sync/link-refusals.ts';
import { composeEvent } from '#shared/lifecycle/compose.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { sealEvent } from '#shared/lifecycle/sign.ts';
import { PasskeyHolder } from '#shared/protocol/api.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Coming back on a new device: the second key lets this browser's own new keys in. */
export function createRecovery(
	deps: FoundingDeps,
	pinByTicket: () => Promise<Result<EventId, Refusal>>,
): Pick<Founding, 'recover' | 'recoverByPasskey'> {
	const { db, api, book } = deps;

	return {
		async recover(typed) {
			const read = await readRecovery(typed);
			if (!read.ok) return read;
			const recovery = read.value;
			api.setAccess(recovery.access);
			const root = await pinByTicket();
			if (!root.ok) return root.error.guard === UNKNOWN_DEVICE ? err(nobodysWords) : root;
			const keys = await makeDeviceKeys(db);
			await deps.enter(recovery.access);
			await deps.caughtUp();
			const member = book.state.membership.memberOfKey(recovery.signer.keyId);
			if (member === null) return err(nobodysWords);
			const payload = { member: member.id, device: keys.device };
			const attached = { signer: recovery.signer };
			const signed = await deps.signing.sign({ type: 'deviceAdded', ...payload }, attached);
			if (!signed.ok) return signed;
			await deps.outboxSent();
			await deps.enter();
			return ok(undefined);
		},

		/** A passkey opens no connections: it is asked who it is, then signs this device in. */
		async recoverByPasskey() {
			const credentialId = await findPasskey(deps.random);
			if (!credentialId.ok) return credentialId;
			const body = { credentialId: credentialId.value };
			const held = await api.ask('passkey', PasskeyHolder, { method: 'POST', body });
			if (!held.ok) return held;
			const { root, heads, member, key } = held.value;
			if (key.kind !== 'passkey') return err(notSigned);
			const keys = await makeDeviceKeys(db);
			const signer = createPasskeySigner(key);
			const at = deps.now().toISOString();
			const head = { workspace: root, heads, at, by: { key: signer.keyId } };
			const event = composeEvent(head, { type: 'deviceAdded', member, device: keys.device });
			const envelope = await sealEvent(signer, event).catch(() => null);
			if (envelope === null) return err(notSigned);
			const done = z.object({ ok: z.literal(true) });
			const added = await api.ask('recover', done, { method: 'POST', body: { envelope } });
			if (!added.ok) return added.error.guard === 'owners-only' ? err(noOwner) : added;
			api.setAccess(keys.access);
			const pinned = await pinByTicket();
			if (!pinned.ok) return pinned;
			await deps.enter();
			return ok(undefined);
		},
	};
}

const nobodysWords = refusal(
	'recovery-code',
	'These recovery words let nobody into this workspace.',
	'They may be of another workspace, or of somebody who was removed. Type others, or ask an owner to let this browser in.',
);

const noOwner = refusal(
	'owners-only',
	'This passkey approves in your name, but only an owner’s lets a browser in.',
	'Give your name, ask to join, and read the code to an owner: this browser becomes another of yours.',
);

const notSigned = refusal(
	'not-signed',
	'The passkey did not sign this browser in.',
	'Try again, and confirm both times that you are asked.',
);

import * as z from 'zod/mini';
import { type AccessKey, makeDeviceKeys, type OwnKeys } from '#client/keys/device-keys.ts';
import { createPasskey } from '#client/keys/passkey.ts';
import { mintRecovery, readRecovery } from '#client/keys/recovery.ts';
import { rootWordsOf } from '#client/keys/root-words.ts';
import type { Founding } from '#client/state/founding.ts';
import type { Identity } from '#client/state/identity.svelte.ts';
import type { LogBook } from '#client/state/log-book.svelte.ts';
import type { Names } from '#client/state/names.svelte.ts';
import type { Signing } from '#client/state/signing.ts';
import type { SecondKey } from '#client/state/surface.ts';
import type { Database } from '#client/sync/database.ts';
import type { KeptEvent, LogStore } from '#client/sync/log-store.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import { toBase64Url } from '#shared/base64url.ts';
import { mintId, type Random } from '#shared/id.ts';
import { type Blob, blobRefOf } from '#shared/lifecycle/blob.ts';
import { composeEvent, type EventPayload } from '#shared/lifecycle/compose.ts';
import { eventIdOf } from '#shared/lifecycle/envelope.ts';
import { type DeviceKeys, EventId } from '#shared/lifecycle/event.ts';
import { joinCodeOf } from '#shared/lifecycle/join-code.ts';
import { sealEvent } from '#shared/lifecycle/sign.ts';
import { WorkspaceHello } from '#shared/protocol/api.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const ASK_AGAIN_MS = 2_500;

export interface FoundingDeps {
	readonly slug: string;
	readonly db: Database;
	readonly log: LogStore;
	readonly api: RelayApi;
	readonly book: LogBook;
	readonly names: Names;
	readonly identity: Identity;
	readonly signing: Signing;
	readonly random: Random;
	readonly now: () => Date;
	/** Reads keys and root again, in every tab, and connects; with another access key, if one is given. */
	enter(access?: AccessKey): Promise<void>;
	/** When everything the relay has is here. */
	caughtUp(): Promise<void>;
	/** When the relay has everything that was decided here. */
	outboxSent(): Promise<void>;
}

export function createFounding(deps: FoundingDeps): Founding & { waitToBeLetIn(): void } {
	const { slug, db, log, api, book, names, identity } = deps;
	let asking: ReturnType<typeof setInterval> | null = null;

	return {
		waitToBeLetIn,

		async found(name, pairingCode, second) {
			const hello = await api.ask('hello', WorkspaceHello);
			if (!hello.ok) return hello;
			const keys = await makeDeviceKeys(db);
			const secondKey = await makeSecond(name, second);
			if (!secondKey.ok) return secondKey;
			const { events, blobs } = await composeFounding(
				name,
				keys,
				secondKey.value.device,
				hello.value,
			);
			const envelopes = events.map(({ envelope }) => envelope);
			const body = { code: pairingCode, envelopes, blobs };
			const schema = z.object({ root: EventId });
			const founded = await api.ask('found', schema, { method: 'POST', body });
			if (!founded.ok) return founded;
			await log.keepArrived(events, 0);
			await log.keepBlobs(blobs);
			await log.pinRoot(slug, founded.value.root);
			identity.pin({ ...hello.value, root: founded.value.root });
			book.start(founded.value.root, []);
			book.arrive(events.map(({ verified }) => verified));
			names.take(new Map(blobs.map((blob) => [blobRefOf(blob), blob.text])));
			await deps.enter();
			const words = await rootWordsOf(founded.value.root);
			return ok({ recovery: secondKey.value.words, words });
		},

		async requestJoin(name) {
			const { device } = await makeDeviceKeys(db);
			const done = z.object({ ok: z.literal(true) });
			const body = { name, device };
			const asked = await api.ask('joins', done, { method: 'POST', body });
			if (!asked.ok) return asked;
			await deps.enter();
			waitToBeLetIn();
			return ok({ code: joinCodeOf(device) });
		},

		async recover(typed) {
			const recovery = await readRecovery(typed);
			if (recovery === null) return err(noRecoveryCode);
			api.setAccess(recovery.access);
			const root = await pinByTicket();
			if (!root.ok) return root;
			const keys = await makeDeviceKeys(db);
			await deps.enter(recovery.access);
			await deps.caughtUp();
			const member = book.state.membership.memberOfKey(recovery.signer.keyId);
			if (member === null) return err(noRecoveryCode);
			const payload = { member: member.id, device: keys.device };
			const attached = { signer: recovery.signer };
			const signed = await deps.signing.sign({ type: 'deviceAdded', ...payload }, attached);
			if (!signed.ok) return signed;
			await deps.outboxSent();
			await deps.enter();
			return ok(undefined);
		},
	};

	/** Asks for a ticket until an owner has let this device in; then it is a member's. */
	function waitToBeLetIn(): void {
		if (asking !== null) return;
		const ask = async () => {
			if (identity.keys === null || identity.pinned !== null) return stop();
			const root = await pinByTicket();
			if (!root.ok) return;
			stop();
			await deps.enter();
		};
		const stop = () => {
			if (asking !== null) clearInterval(asking);
			asking = null;
		};
		asking = setInterval(() => void ask(), ASK_AGAIN_MS);
		void ask();
	}

	/** A relay that knows this device serves its workspace: its root is remembered from then on. */
	async function pinByTicket(): Promise<Result<EventId, Refusal>> {
		const ticket = await api.ticket(true);
		if (!ticket.ok) return ticket;
		const hello = await api.ask('hello', WorkspaceHello);
		if (!hello.ok) return hello;
		const { root } = hello.value;
		if (root === null) return err(notFounded);
		const known = await log.readRoot(slug);
		if (known !== null && known !== root) return err(notFounded);
		await log.pinRoot(slug, root);
		identity.pin(hello.value);
		return ok(root);
	}

	async function makeSecond(
		name: string,
		second: SecondKey,
	): Promise<Result<{ device: DeviceKeys; words: string | null }, Refusal>> {
		if (second === 'recovery') {
			const { words, keys } = await mintRecovery(deps.random);
			return ok({ device: keys.device, words });
		}
		const passkey = await createPasskey(name, deps.random);
		return passkey.ok ? ok({ device: { key: passkey.value, access: null }, words: null }) : passkey;
	}

	async function composeFounding(
		name: string,
		keys: OwnKeys,
		second: DeviceKeys,
		hello: WorkspaceHello,
	): Promise<{ events: readonly KeptEvent[]; blobs: readonly Blob[] }> {
		const { signing, random } = deps;
		const [me, relay] = [signing.blobOf(name), signing.blobOf(`Relay of ${hello.name}`)];
		const nonce = toBase64Url(random(16));
		const member = mintId('mb', random);
		const founded = await seal(keys, null, [], {
			type: 'workspaceFounded',
			...{ member, name: blobRefOf(me), device: keys.device, second, nonce },
		});
		const root = founded.verified.id;
		const relayAdded = await seal(keys, root, [root], {
			type: 'relayAdded',
			...{ relay: hello.relayId, name: blobRefOf(relay), key: hello.relay },
		});
		return { events: [founded, relayAdded], blobs: [me, relay] };
	}

	async function seal(
		{ signer }: OwnKeys,
		workspace: EventId | null,
		heads: readonly EventId[],
		payload: EventPayload,
	): Promise<KeptEvent> {
		const head = { workspace, heads, at: deps.now().toISOString(), by: { key: signer.keyId } };
		const event = composeEvent(head, payload);
		const envelope = await sealEvent(signer, event);
		return { envelope, verified: { id: eventIdOf(event), event, assurance: 'device' } };
	}
}

const noRecoveryCode = refusal(
	'recovery-code',
	'These are not the recovery words of a member of this workspace.',
	'Check the twelve words and their order.',
);

const notFounded = refusal(
	'wrong-root',
	'The relay serves no workspace that this device belongs to.',
	'Open the link that a member of the workspace gave you.',
);

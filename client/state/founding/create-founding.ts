import * as z from 'zod/mini';
import { type AccessKey, makeDeviceKeys } from '#client/keys/device-keys.ts';
import { createPasskey } from '#client/keys/passkey.ts';
import { mintRecovery } from '#client/keys/recovery.ts';
import { rootWordsOf } from '#client/keys/root-words.ts';
import { composeFounding } from '#client/state/founding/compose-founding.ts';
import type { Founding } from '#client/state/founding/founding.ts';
import {
	forgetUnfinished,
	keepUnfinished,
	readUnfinished,
	rootOf,
	type UnfinishedFounding,
} from '#client/state/founding/unfinished-founding.ts';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Signing } from '#client/state/lifecycle/signing.ts';
import { createJoining, type KeyRequests } from '#client/state/member/create-joining.ts';
import { createRecovery } from '#client/state/member/create-recovery.ts';
import type { Identity } from '#client/state/member/identity.svelte.ts';
import type { Keyring } from '#client/state/member/keyring.ts';
import type { Names } from '#client/state/member/names.svelte.ts';
import { rotateKeys } from '#client/state/member/rotate-keys.ts';
import type { SecondSigner } from '#client/state/member/second-signer.ts';
import type { SecondKey } from '#client/state/surface.ts';
import type { Database } from '#client/sync/database.ts';
import type { KeptEvent, LogStore } from '#client/sync/log-store.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import type { Random } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { eventIdOf } from '#shared/lifecycle/envelope.ts';
import { type DeviceKeys, EventId } from '#shared/lifecycle/event.ts';
import { WorkspaceHello } from '#shared/protocol/api.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';

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
	readonly second: SecondSigner;
}

export function createFounding(
	deps: FoundingDeps,
): Founding & KeyRequests & Pick<Keyring, 'rotate'> {
	const { slug, db, log, api, book, names, identity } = deps;
	const joining = createJoining(deps);

	return {
		async found(name, pairingCode, second) {
			const hello = await api.ask('hello', WorkspaceHello);
			if (!hello.ok) return hello;
			const founding = await prepare(name, second, hello.value);
			if (!founding.ok) return founding;
			const root = await send(pairingCode, founding.value);
			if (!root.ok) return root;
			await adopt({ ...hello.value, root: root.value }, founding.value);
			const { words: recovery } = founding.value;
			return ok({ recovery, words: await rootWordsOf(root.value) });
		},

		rotate: (choice) => rotateKeys(deps, choice),
		requestJoin: joining.requestJoin,
		askForKey: joining.askForKey,
		waitToBeLetIn: joining.waitToBeLetIn,
		...createRecovery(deps, joining.pinByTicket),

		async confirmRecovery() {
			await forgetUnfinished(log);
			await deps.enter();
		},
	};

	/** What is to be sent: as it was sent before, if it was, so that nothing is founded twice. */
	async function prepare(
		name: string,
		second: SecondKey,
		hello: WorkspaceHello,
	): Promise<Result<UnfinishedFounding, Refusal>> {
		const unfinished = await readUnfinished(log);
		if (unfinished !== null) {
			const isTaken = hello.root !== null && hello.root === rootOf(unfinished);
			const isSame =
				unfinished.name === name && (unfinished.words === null) === (second === 'passkey');
			if (isTaken || (hello.root === null && isSame)) return ok(unfinished);
		}
		const keys = await makeDeviceKeys(db);
		const made = await makeSecond(name, second);
		if (!made.ok) return made;
		const { device, words } = made.value;
		const { signing, random, now } = deps;
		const parts = { signing, random, now, name, keys, second: device, hello };
		const founding = { name, words, ...(await composeFounding(parts)) };
		await keepUnfinished(log, founding);
		return ok(founding);
	}

	/** When no answer came, the relay is asked whether it has taken it all the same. */
	async function send(
		code: string,
		founding: UnfinishedFounding,
	): Promise<Result<EventId, Refusal>> {
		const { envelopes, blobs } = founding;
		const body = { code, envelopes, blobs };
		const schema = z.object({ root: EventId });
		const founded = await api.ask('found', schema, { method: 'POST', body });
		if (founded.ok) return ok(founded.value.root);
		const hello = await api.ask('hello', WorkspaceHello);
		const root = rootOf(founding);
		return hello.ok && root !== null && hello.value.root === root ? ok(root) : founded;
	}

	async function adopt(hello: WorkspaceHello, founding: UnfinishedFounding): Promise<void> {
		const { envelopes, blobs, words } = founding;
		const events: readonly KeptEvent[] = envelopes.map((envelope) => ({
			envelope,
			verified: { id: eventIdOf(envelope.event), event: envelope.event, assurance: 'device' },
		}));
		await log.keepArrived(events, 0);
		await log.keepBlobs(blobs);
		if (hello.root !== null) await log.pinRoot(slug, hello.root);
		if (words === null) await forgetUnfinished(log);
		identity.pin(hello);
		book.start(hello.root, []);
		book.arrive(events.map(({ verified }) => verified));
		names.take(new Map(blobs.map((blob) => [blobRefOf(blob), blob.text])));
		await deps.enter();
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
}

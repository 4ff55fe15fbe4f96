import * as z from 'zod/mini';
import { type AccessKey, makeDeviceKeys, renewDeviceKeys } from '#client/keys/device-keys.ts';
import { createPasskey } from '#client/keys/passkey.ts';
import { mintRecovery } from '#client/keys/recovery.ts';
import { rootWordsOf } from '#client/keys/root-words.ts';
import { composeFounding } from '#client/state/compose-founding.ts';
import { createRecovery } from '#client/state/create-recovery.ts';
import type { Founding } from '#client/state/founding.ts';
import type { Identity } from '#client/state/identity.svelte.ts';
import type { Keyring } from '#client/state/keyring.ts';
import type { LogBook } from '#client/state/log-book.svelte.ts';
import type { Names } from '#client/state/names.svelte.ts';
import { rotateKeys } from '#client/state/rotate-keys.ts';
import type { SecondSigner } from '#client/state/second-signer.ts';
import type { Signing } from '#client/state/signing.ts';
import type { SecondKey } from '#client/state/surface.ts';
import {
	forgetUnfinished,
	keepUnfinished,
	readUnfinished,
	rootOf,
	type UnfinishedFounding,
} from '#client/state/unfinished-founding.ts';
import type { Database } from '#client/sync/database.ts';
import type { KeptEvent, LogStore } from '#client/sync/log-store.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import type { Random } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { eventIdOf } from '#shared/lifecycle/envelope.ts';
import { type DeviceKeys, EventId } from '#shared/lifecycle/event.ts';
import { proofOf } from '#shared/lifecycle/invite.ts';
import type { Invite } from '#shared/lifecycle/invite-link.ts';
import { joinCodeOf } from '#shared/lifecycle/join-code.ts';
import { JoinRequest, WorkspaceHello } from '#shared/protocol/api.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const ASK_AGAIN_MS = 2_500;
/** Every two minutes. */
const TURNS_BETWEEN = 48;
/** What a guest asked with, kept until they are in. */
const ASKED = 'asked';

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

/** What else this browser does about its keys with what first run needs too. */
interface KeyRequests extends Pick<Keyring, 'rotate'> {
	waitToBeLetIn(): void;
	/** Asks owners to let a key of this person's in; gives the code to read to one. */
	askForKey(name: string, device: DeviceKeys): Promise<Result<{ readonly code: string }, Refusal>>;
}

export function createFounding(deps: FoundingDeps): Founding & KeyRequests {
	const { slug, db, log, api, book, names, identity } = deps;
	let asking: ReturnType<typeof setInterval> | null = null;
	let asked: JoinRequest | null = null;

	return {
		waitToBeLetIn,

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

		async requestJoin(given, invite = null) {
			const name = given.trim();
			const elsewhere = invite === null ? null : await whyNotHere(invite);
			if (elsewhere !== null) return err(elsewhere);
			// Keys that were removed can never be let in again.
			const { device } = await (identity.removed ? renewDeviceKeys(db) : makeDeviceKeys(db));
			asked = { name, device, ...(invite && { proof: proofOf(invite, device, name) }) };
			const answer = await ask(asked);
			if (!answer.ok) return answer;
			await log.writeFact(ASKED, invite === null ? null : asked);
			await deps.enter();
			waitToBeLetIn();
			return ok({ ...answer.value, device });
		},

		askForKey: (name, device) => ask({ name, device }),
		rotate: (choice) => rotateKeys(deps, choice),
		...createRecovery(deps, pinByTicket),

		async confirmRecovery() {
			await forgetUnfinished(log);
			await deps.enter();
		},
	};

	async function ask(body: JoinRequest): Promise<Result<{ readonly code: string }, Refusal>> {
		const done = z.object({ ok: z.literal(true) });
		const answer = await api.ask('joins', done, { method: 'POST', body });
		return answer.ok ? ok({ code: joinCodeOf(body.device) }) : answer;
	}

	/** A link names the workspace that it is for, and a relay may serve another one there. */
	async function whyNotHere({ root }: Invite): Promise<Refusal | null> {
		const hello = await api.ask('hello', WorkspaceHello);
		if (!hello.ok) return hello.error;
		return hello.value.root === root ? null : otherWorkspace;
	}

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

	/** Asks for a ticket until an owner has let this device in; then it is a member's. */
	function waitToBeLetIn(): void {
		if (asking !== null) return;
		let turns = 0;
		const look = async () => {
			if (identity.keys === null || identity.me !== null) return stop();
			const root = await pinByTicket();
			if (!root.ok) return askAgain(turns++);
			stop();
			await log.writeFact(ASKED, null);
			await deps.enter();
		};
		const stop = () => {
			if (asking !== null) clearInterval(asking);
			asking = null;
		};
		asking = setInterval(() => void look(), ASK_AGAIN_MS);
		void look();
	}

	/** A guest waits for as long as it takes: the relay forgets who asked, and so is told again. */
	async function askAgain(turn: number): Promise<void> {
		if (turn % TURNS_BETWEEN !== 0) return;
		asked ??= await log.readFact(ASKED, JoinRequest);
		if (asked?.proof !== undefined) await ask(asked);
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
}

const otherWorkspace = refusal(
	'wrong-root',
	'The link is for another workspace than the one that is served here.',
	'Ask whoever sent it for a new link.',
);

const notFounded = refusal(
	'wrong-root',
	'The relay serves no workspace that this device belongs to.',
	'Open the link that a member of the workspace gave you.',
);

import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Names } from '#client/state/member/names.svelte.ts';
import type { DocStore } from '#client/sync/doc-store.ts';
import type { KeptEvent, LogStore } from '#client/sync/log-store.ts';
import type { WriteBehind } from '#client/sync/write-behind.ts';
import { decide } from '#machines/lifecycle/decide.ts';
import { toBase64Url } from '#shared/base64url.ts';
import type { Random } from '#shared/id.ts';
import { type Blob, blobRefOf } from '#shared/lifecycle/blob.ts';
import { composeEvent, type EventPayload } from '#shared/lifecycle/compose.ts';
import { asVerified, eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';
import { type Signer, sealEvent } from '#shared/lifecycle/sign.ts';
import type { FrozenText } from '#shared/protocol/log.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface SigningDeps {
	readonly book: LogBook;
	readonly names: Names;
	readonly log: LogStore;
	readonly docs: DocStore;
	readonly writeBehind: WriteBehind;
	readonly now: () => Date;
	readonly random: Random;
	root(): EventId | null;
	signer(): Signer | null;
	/** The decision is on this device and waits in the outbox. */
	onDecided(id: EventId): void;
	/** The same was signed anew under another id. */
	onReplaced(id: EventId): void;
}

/** What a decision brings along. */
export interface Attached {
	readonly texts?: readonly FrozenText[];
	readonly blobs?: readonly Blob[];
	/** Another key than the device's own: a passkey, or the recovery words. */
	readonly signer?: Signer;
}

/** Composes, checks, signs and stores decisions, one after the other. */
export interface Signing {
	/** Refused by the guards that everyone's fold applies, or when the person declines a passkey. */
	sign(payload: EventPayload, attached?: Attached): Promise<Result<EventId, Refusal>>;
	/** Why this would not count if it were signed now, with this device's key or another; or null. */
	judge(payload: EventPayload, key?: KeyId): Refusal | null;
	/**
	 * Signs what waits in the outbox under `n` again, without the refused event it named as its
	 * parent; refused in turn where it makes no sense without that one.
	 */
	signAnew(n: number): Promise<void>;
	/** Prose that an event refers to. */
	blobOf(text: string): Blob;
}

export function createSigning(deps: SigningDeps): Signing {
	const { book, names, log, docs, writeBehind } = deps;
	/** Each names the one before as its parent. */
	let last: Promise<unknown> = Promise.resolve();

	return {
		judge(payload, key = deps.signer()?.keyId) {
			if (key === undefined || deps.root() === null) return notAMember;
			const allowed = decide(book.ledger, compose(payload, key));
			return allowed.ok ? null : allowed.error;
		},
		sign(payload, attached = {}) {
			const turn = last.then(() => signNow(payload, attached));
			last = turn.catch(() => undefined);
			return turn;
		},
		signAnew(n) {
			const turn = last.then(() => signAnewNow(n));
			last = turn.catch(() => undefined);
			return turn;
		},
		blobOf: (text) => ({ salt: toBase64Url(deps.random(16)), text }),
	};

	async function signNow(
		payload: EventPayload,
		{ texts = [], blobs = [], signer = deps.signer() ?? undefined }: Attached,
	): Promise<Result<EventId, Refusal>> {
		if (signer === undefined || deps.root() === null) return err(notAMember);
		const event = compose(payload, signer.keyId);
		const allowed = decide(book.ledger, event);
		if (!allowed.ok) return allowed;
		const envelope = await sealEvent(signer, event).catch(() => null);
		if (envelope === null) return err(declined);
		const id = eventIdOf(event);
		const kept: KeptEvent = { envelope, verified: asVerified(id, envelope) };
		await writeBehind.giveTo((edits) =>
			log.keepDecided(kept, texts, blobs, async () => void (await docs.append(edits))),
		);
		names.take(new Map(blobs.map((blob) => [blobRefOf(blob), blob.text])));
		book.arrive([kept.verified], true);
		deps.onDecided(id);
		return ok(id);
	}

	function compose(payload: EventPayload, key: KeyId): LifecycleEvent {
		const head = { workspace: deps.root(), heads: book.ledger.heads() };
		return composeEvent({ ...head, at: deps.now().toISOString(), by: { key } }, payload);
	}

	async function signAnewNow(n: number): Promise<void> {
		const entry = (await log.outbox()).find((one) => one.n === n);
		if (entry === undefined) return;
		const { envelope, texts, blobs } = entry;
		const id = eventIdOf(envelope.event);
		const again = await signNow(payloadOf(envelope.event), { texts, blobs });
		const reason = again.ok ? replaced : again.error;
		await log.refuse(n, reason);
		book.refuse(id, reason);
		if (again.ok) deps.onReplaced(id);
	}
}

function payloadOf(event: LifecycleEvent): EventPayload {
	const { v: _v, workspace: _workspace, parents: _parents, at: _at, by: _by, ...payload } = event;
	return payload;
}

const replaced = refusal(
	'rests-on-refused',
	'It followed a decision that was not counted, and was signed again without it.',
	'Nothing to do.',
);

const notAMember = refusal(
	'not-a-member',
	'This browser holds no key of a member.',
	'Ask an owner to let this device in.',
);

const declined = refusal(
	'not-signed',
	'The key did not sign: the passkey was declined or is not here.',
	'Try again, and confirm with your passkey.',
);

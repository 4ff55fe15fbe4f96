import type { Ledger } from '#machines/lifecycle/ledger.ts';
import { refuseEvent } from '#server/log/admit-event.ts';
import { namedBlobs, namedTexts } from '#server/log/attachments.ts';
import { createKnownKeys } from '#server/log/known-keys.ts';
import { type Identified, parentsFirst } from '#server/log/parents-first.ts';
import type { Store } from '#server/storage/store.ts';
import { StoreFailure } from '#server/storage/store-failure.ts';
import type { Blob } from '#shared/lifecycle/blob.ts';
import { type Envelope, eventIdOf, type VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId, LifecycleEvent } from '#shared/lifecycle/event.ts';
import type { KeyId, PublicKey } from '#shared/lifecycle/public-key.ts';
import type { FrozenText } from '#shared/protocol/log.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';

/**
 * The relay's log: checks what is offered, stores it, numbers it, and tells who listens.
 *
 * It takes any event that is well made and signed by a key of this workspace; which of them count
 * is for the fold. It can delay an event and can't forge one.
 */
export interface Journal {
	/** Everything that is stored, folded. */
	readonly ledger: Ledger;
	/**
	 * Takes all of these or none. What is there already is fine; parents may come in any order.
	 * With `complete`, a `submitted` whose text nobody has is refused, unless others of these rest on
	 * it; from git it may come alone.
	 */
	append(
		envelopes: readonly Envelope[],
		texts: readonly FrozenText[],
		blobs: readonly Blob[],
		options?: { readonly complete?: boolean },
	): Promise<AdmitResult>;
	/** How many events are numbered. */
	position(): number;
	/** At most `limit` events after a position. */
	page(position: number, limit: number): LogPage;
	/** Hears every event after `position` once and in order: what is there at once, the rest later. */
	subscribe(position: number, listener: (page: LogPage) => void): () => void;
}

export interface LogPage {
	readonly envelopes: readonly Envelope[];
	/** The position after the last of these. */
	readonly position: number;
	/** The heads of the whole log. */
	readonly heads: readonly EventId[];
}

export type AdmitResult =
	| { readonly ok: true; readonly ids: readonly EventId[]; readonly position: number }
	| {
			readonly ok: false;
			readonly kind: 'refused';
			readonly event: EventId | null;
			readonly refusal: Refusal;
			/** Every event of the append that would be refused, `event` among them. */
			readonly all: ReadonlyMap<EventId, Refusal>;
	  }
	| { readonly ok: false; readonly kind: 'missing'; readonly parents: readonly EventId[] };

type Verify = (
	envelope: Envelope,
	keyOf: (id: KeyId) => PublicKey | null,
) => Promise<Result<VerifiedEvent, Refusal>>;

export interface JournalDeps {
	readonly store: Store;
	/** Empty; the journal fills it from the store. */
	readonly ledger: Ledger;
	readonly verify: Verify;
}

const PAGE = 1_000;

export function createJournal({ store, ledger, verify }: JournalDeps): Journal {
	const keys = createKnownKeys();
	const listeners = new Set<(page: LogPage) => void>();
	let last: Promise<unknown> = Promise.resolve();

	recall();

	/** What is stored was verified before it was. */
	function recall() {
		for (let from = 0, page = store.log.after(0, PAGE); page.length > 0; ) {
			ledger.add(page.map(({ id, envelope }) => ({ id, ...trusted(envelope) })));
			for (const { envelope } of page) keys.learn(envelope.event);
			from += page.length;
			page = store.log.after(from, PAGE);
		}
	}

	/** One append at a time, so that each is checked against what the one before has stored. */
	const append: Journal['append'] = (envelopes, texts, blobs, options) => {
		const answer = last.then(() => admit(envelopes, texts, blobs, options?.complete === true));
		last = answer.catch(() => undefined);
		return answer;
	};

	async function admit(
		envelopes: readonly Envelope[],
		texts: readonly FrozenText[],
		blobs: readonly Blob[],
		complete: boolean,
	): Promise<AdmitResult> {
		const all = envelopes.map((envelope) => ({ id: eventIdOf(envelope.event), envelope }));
		const unknown = all.filter(({ id }) => !ledger.has(id));
		const { ordered, missing } = parentsFirst(unknown, ledger.has);
		if (missing.length > 0) return { ok: false, kind: 'missing', parents: missing };

		const checked = await check(ordered);
		for (const [event, refusal] of checked.refused) return refused(event, refusal, checked.refused);

		const events = envelopes.map(({ event }) => event);
		const kept = namedTexts(events, texts);
		if (!kept) return refused(null, falseText);
		// What others rest on was taken with its text once: who tells of it again may not have that.
		const restedOn = new Set(ordered.flatMap(({ envelope }) => envelope.event.parents));
		const textless = complete
			? ordered.find(({ id, envelope }) => !restedOn.has(id) && lacksText(envelope.event, kept))
			: null;
		if (textless) return refused(textless.id, missingText);

		const stored = write(ordered, kept, namedBlobs(events, blobs));
		if (stored) return refused(null, stored);
		ledger.add(checked.verified);
		for (const { envelope } of ordered) keys.learn(envelope.event);
		if (ordered.length > 0) publish(ordered);
		return { ok: true, ids: all.map(({ id }) => id), position: store.log.position() };
	}

	/** Keys that earlier events of the same append enrol are good for the later ones. */
	async function check(ordered: readonly Identified[]) {
		const learnt = createKnownKeys(keys);
		const no = new Map<EventId, Refusal>();
		let { root } = ledger.state();
		for (const { id, envelope } of ordered) {
			const why = refuseEvent(envelope.event, id, root, learnt);
			if (why) no.set(id, why);
			if (why) continue;
			root ??= id;
			learnt.learn(envelope.event);
		}
		const left = ordered.filter(({ id }) => !no.has(id));
		const results = await Promise.all(left.map(({ envelope }) => verify(envelope, learnt.get)));
		const verified: VerifiedEvent[] = [];
		for (const [n, result] of results.entries()) {
			if (result.ok) verified.push(result.value);
			else no.set(left[n]?.id ?? '', result.error);
		}
		return { verified, refused: no };
	}

	function lacksText(event: LifecycleEvent, texts: readonly FrozenText[]): boolean {
		if (event.type !== 'submitted') return false;
		if (texts.some(({ revision }) => revision === event.revision)) return false;
		return store.log.readText(event.revision) === null;
	}

	function write(...args: Parameters<Store['log']['append']>): Refusal | null {
		try {
			store.log.append(...args);
			return null;
		} catch (error) {
			if (error instanceof StoreFailure) return error.refusal;
			throw error;
		}
	}

	function publish(ordered: readonly Identified[]) {
		const page = {
			envelopes: ordered.map(({ envelope }) => envelope),
			position: store.log.position(),
			heads: ledger.heads(),
		};
		for (const listener of listeners) listener(page);
	}

	function page(position: number, limit: number): LogPage {
		const events = store.log.after(position, limit);
		return {
			envelopes: events.map(({ envelope }) => envelope),
			position: position + events.length,
			heads: ledger.heads(),
		};
	}

	const subscribe: Journal['subscribe'] = (position, listener) => {
		for (let at = position; at < store.log.position(); ) {
			const next = page(at, PAGE);
			listener(next);
			at = next.position;
		}
		listeners.add(listener);
		return () => listeners.delete(listener);
	};

	return { ledger, append, position: store.log.position, page, subscribe };
}

function trusted({ event, sig }: Envelope) {
	return { event, assurance: sig.alg === 'webauthn' ? ('presence' as const) : ('device' as const) };
}

function refused(
	event: EventId | null,
	no: Refusal,
	all: ReadonlyMap<EventId, Refusal> = new Map(event === null ? [] : [[event, no]]),
): AdmitResult {
	return { ok: false, kind: 'refused', event, refusal: no, all };
}

const falseText = refusal(
	'false-text',
	'A text that came along is not the text of its revision.',
	'Submit again from the text in hand.',
);

const missingText = refusal(
	'missing-text',
	'Nobody has the text that was submitted.',
	'Send the frozen text along with the event.',
);

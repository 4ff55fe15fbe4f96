import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { MemberId } from '#shared/id.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { DeviceKeys, EventId } from '#shared/lifecycle/event.ts';
import { type KeyId, keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';

/** What holds a key: a browser, a passkey, or words that were written down. */
export type KeyKind = 'browser' | 'passkey' | 'recovery';

/** How a person's key came into the log, whether that counts or not. */
export interface Enrolled {
	readonly key: KeyId;
	readonly kind: KeyKind;
	readonly publicKey: PublicKey;
	readonly device: DeviceKeys;
	readonly member: MemberId;
	readonly event: EventId;
	readonly at: string;
	/** The key that let it in; null for the two of a founding. */
	readonly by: KeyId | null;
	/** When it last signed, by its own clock; null while it never did. */
	readonly lastSigned: string | null;
}

/** Every person's key that the log names, read once for each state of the log. */
export class Enrolments {
	#book: LogBook;
	#read: { readonly version: number; readonly keys: ReadonlyMap<KeyId, Enrolled> } | null = null;

	constructor(book: LogBook) {
		this.#book = book;
	}

	of(key: KeyId): Enrolled | null {
		return this.#all().get(key) ?? null;
	}

	/** A member's keys in the order in which they were enrolled, those that were removed included. */
	ofMember(member: MemberId): readonly Enrolled[] {
		return [...this.#all().values()].filter((one) => one.member === member);
	}

	#all(): ReadonlyMap<KeyId, Enrolled> {
		const { version } = this.#book.changes;
		if (this.#read?.version !== version) {
			this.#read = { version, keys: readKeys(this.#book.ledger.events()) };
		}
		return this.#read.keys;
	}
}

function readKeys(events: Iterable<VerifiedEvent>): ReadonlyMap<KeyId, Enrolled> {
	const keys = new Map<KeyId, Enrolled>();
	const signed = new Map<KeyId, string>();
	for (const verified of events) {
		const { event } = verified;
		signed.set(event.by.key, event.at);
		for (const enrolled of enrolledBy(verified))
			if (!keys.has(enrolled.key)) keys.set(enrolled.key, enrolled);
	}
	for (const [key, enrolled] of keys)
		keys.set(key, { ...enrolled, lastSigned: signed.get(key) ?? null });
	return keys;
}

function enrolledBy({ id, event }: VerifiedEvent): Enrolled[] {
	const read = (device: DeviceKeys, by: KeyId | null, isRecovery: boolean): Enrolled[] => {
		if (!('member' in event)) return [];
		const { key: publicKey } = device;
		const kind = publicKey.kind === 'passkey' ? 'passkey' : isRecovery ? 'recovery' : 'browser';
		const { member, at } = event;
		const key = keyIdOf(publicKey);
		return [{ key, kind, publicKey, device, member, event: id, at, by, lastSigned: null }];
	};
	switch (event.type) {
		case 'workspaceFounded':
			return [...read(event.device, null, false), ...read(event.second, null, true)];
		case 'memberAdded':
			return read(event.device, event.by.key, false);
		case 'deviceAdded':
			return read(event.device, event.by.key, event.recovery === true);
		default:
			return [];
	}
}

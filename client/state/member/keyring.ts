import type { KeyKind } from '#client/state/member/enrolments.ts';
import type { MemberId } from '#shared/id.ts';
import type { DeviceKeys } from '#shared/lifecycle/event.ts';
import type { Assurance } from '#shared/lifecycle/policy.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';

type Done<T = void> = Promise<Result<T, Refusal>>;

/** What signs instead of this device's key: a passkey of this person's, or their recovery words. */
export type SecondKeyChoice = 'passkey' | { readonly words: string };

/** One key of a member, as their page lists it. */
export interface DeviceView {
	readonly key: KeyId;
	readonly kind: KeyKind;
	/** Its public halves, which its fingerprint is taken from. */
	readonly device: DeviceKeys;
	/** What its signatures prove. */
	readonly assurance: Assurance;
	readonly addedAt: string;
	/** Who let it in; null where founding enrolled it. */
	readonly addedBy: string | null;
	readonly lastSigned: string | null;
	/** It is the key of this very browser. */
	readonly isThis: boolean;
	/** It was removed, or what enrolled it does not count. */
	readonly isOut: boolean;
	/** Where a passkey was made, and so the only address at which it signs. */
	readonly origin: string | null;
	/** Why this device may not remove it, or null. */
	readonly whyNotRemove: Refusal | null;
}

/** `waits`: an owner has to let the key in, and types this code. */
export type Enrolment = { readonly waits: string } | { readonly waits: null };

/** The keys of the people here, and what this person may do about their own. */
export interface Keyring {
	/** A member's keys; those that are out last. */
	devicesOf(member: MemberId): readonly DeviceView[];
	/** Whether this person holds a passkey that signs at this address. */
	readonly hasPasskey: boolean;
	/** Whether this person's own key may enrol more of theirs: an owner's. */
	readonly mayEnrol: boolean;
	/** Makes a passkey; an owner's counts at once, another's once an owner has let it in. */
	addPasskey(): Done<Enrolment>;
	/** Twelve new words. They are a key of this person's only once `keep` has signed that they are. */
	newRecoveryWords(): Promise<{ readonly words: string; keep(): Done }>;
	/** Cuts a key off; with the second key where this device's own stands beside or below it. */
	removeKey(key: KeyId, second?: SecondKeyChoice): Done;
	/** Why the root can't be handed over with this device's key alone, or null. */
	whyNotHandOver(to: MemberId): Refusal | null;
	handOver(to: MemberId, second?: SecondKeyChoice): Done;
	/** Gives this browser new keys, and removes the old ones: both signed by the second key. */
	rotate(second: SecondKeyChoice): Done;
	/** Lets the device that shows this code in as `member`'s, and removes `old`. */
	replace(member: MemberId, old: KeyId, code: string): Done;
}
